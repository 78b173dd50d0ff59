import fc from 'fast-check';
import { formatSpeed, parseSpeed } from '../../src/domain/speed';

describe('parseSpeed', () => {
  it.each([
    ['500M', 500, 500],
    ['1G', 1000, 1000],
    ['2g', 2000, 2000],
    ['1.5G', 1500, 1500],
    ['2.3G', 2300, 2300],
    ['0.5G', 500, 500],
    ['100M/20M', 100, 20],
    ['1G/35M', 1000, 35],
    [' 100m / 20m ', 100, 20],
    ['500 Mbps', 500, 500],
  ])('reads %j', (text, downMbps, upMbps) => {
    expect(parseSpeed(text)).toEqual({ downMbps, upMbps });
  });

  it.each([
    ...['', '500', 'M', '0M', '-5M', '1.5M', '1,5G', '1e3M', '10K', '1T', 'fast', '٥M'],
    ...['100M/', '/20M', '100M/0M', '100M/20M/5M', '100/20M', '1001G', '99999999M', '1..5G'],
  ])('refuses %j', (text) => {
    expect(parseSpeed(text)).toBeNull();
  });
});

describe('formatSpeed', () => {
  it.each([
    [1000, 1000, '1G'],
    [1500, 1500, '1.5G'],
    [1550, 1550, '1550M'],
    [999, 999, '999M'],
    [100, 20, '100M/20M'],
    [1000, 35, '1G/35M'],
  ])('writes %d down and %d up as %s', (downMbps, upMbps, text) => {
    expect(formatSpeed({ downMbps, upMbps })).toBe(text);
  });

  it('is read back by parseSpeed', () => {
    const anyMbps = fc.integer({ min: 1, max: 1_000_000 });
    fc.assert(
      fc.property(anyMbps, anyMbps, (downMbps, upMbps) => {
        expect(parseSpeed(formatSpeed({ downMbps, upMbps }))).toEqual({ downMbps, upMbps });
      }),
    );
  });
});
