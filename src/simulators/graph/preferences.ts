/** What a caller prefers by the header `Prefer`, for its one call. */
export interface Preferences {
  hasImmutableIds: boolean;
  hasTextBodies: boolean;
  /** The value of `Preference-Applied`; empty where nothing known was preferred. */
  applied: string;
}

const IMMUTABLE = /\bIdType\s*=\s*"ImmutableId"/i;
const TEXT_BODY = /\boutlook\.body-content-type\s*=\s*"text"/i;

export function readPreferences(header: string): Preferences {
  const hasImmutableIds = IMMUTABLE.test(header);
  const hasTextBodies = TEXT_BODY.test(header);
  const applied = [
    ...(hasImmutableIds ? ['IdType="ImmutableId"'] : []),
    ...(hasTextBodies ? ['outlook.body-content-type="text"'] : []),
  ].join(', ');
  return { hasImmutableIds, hasTextBodies, applied };
}
