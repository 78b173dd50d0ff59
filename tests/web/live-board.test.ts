import { cardOf, columnOf, describeBrowser, useScene } from './support/scene';

jest.setTimeout(60_000);

const DRAFT = 'CO-2026-000412';
const submitted = { stage: 'submitted', status: 'submitted' } as const;

describeBrowser('changes of others', () => {
  const scene = useScene();

  test('move a card without a reload and without reading the board again', async () => {
    const page = await scene.open('/circuit-orders');
    await cardOf(page, DRAFT).waitFor();
    await page.getByText('Live', { exact: true }).waitFor();
    const before = await columnOf(page, 'submitted').locator('.column__count').textContent();
    const reads = scene.reads(/^\/api\/board/u).length;
    scene.server().change(DRAFT, submitted);

    await columnOf(page, 'submitted').locator(`[data-order="${DRAFT}"]`).waitFor();
    const after = await columnOf(page, 'submitted').locator('.column__count').textContent();
    expect(Number(after)).toBe(Number(before) + 1);
    expect(scene.reads(/^\/api\/board/u)).toHaveLength(reads);
    expect(scene.reads(/view=board&ids=/u).map((one) => one.path)).toEqual([
      `/api/orders?view=board&ids=${DRAFT}`,
    ]);
  });

  test('leave the card in focus where it is until the person lets go', async () => {
    const page = await scene.open('/circuit-orders');
    const link = cardOf(page, DRAFT).locator('.card__number');
    await link.focus();
    await page.getByText('Live', { exact: true }).waitFor();
    scene.server().change(DRAFT, submitted);

    await cardOf(page, DRAFT).getByText('Changed. Refresh').waitFor();
    await columnOf(page, 'draft').locator(`[data-order="${DRAFT}"]`).waitFor();
    await page.getByRole('button', { name: 'Keys' }).focus();
    await columnOf(page, 'submitted').locator(`[data-order="${DRAFT}"]`).waitFor();
  });

  test('reach the open order', async () => {
    const page = await scene.open(`/circuit-orders/${DRAFT}`);
    const panel = page.getByRole('complementary', { name: `Order ${DRAFT}` });
    await panel.getByText('In front of the till').waitFor({ state: 'detached' });
    await page.getByText('Live', { exact: true }).waitFor();
    scene.server().change(DRAFT, { special_requirements: 'In front of the till' });
    await panel.getByText('In front of the till').waitFor();
  });
});
