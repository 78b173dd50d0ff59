import { ATTENTION_WORDS, attentionNote } from '../../../src/domain/order/attention-words';
import { ATTENTION_CAUSES } from '../../../src/domain/order/stages';

it('says a cause in a clause, and what comes next where somebody knows', () => {
  expect(attentionNote('provider_partial')).toBe('the provider delivers only a part');
  expect(attentionNote('servicenow_unreachable')).toBe(
    'ServiceNow does not answer; the task is written later',
  );
});

it.each(ATTENTION_CAUSES)('begins the note of %s with the words everybody else reads', (cause) => {
  expect(attentionNote(cause).startsWith(ATTENTION_WORDS[cause])).toBe(true);
  expect(ATTENTION_WORDS[cause]).toMatch(/[^.;]$/u);
});
