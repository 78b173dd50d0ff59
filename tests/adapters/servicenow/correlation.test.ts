import { correlationIdOf, sysIdOf } from '../../../src/adapters/servicenow/correlation';

test('derives a record id of version 5 that never changes', () => {
  // By Python's uuid.uuid5 of the same namespace and key.
  expect(sysIdOf(correlationIdOf('CO-2026-000123'))).toBe('924d7b371a4351fdafb45fa25d6923dc');
});
