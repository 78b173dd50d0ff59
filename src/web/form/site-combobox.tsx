import { Combobox, Option } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { sitesQuery } from '../api/queries';
import { TEXTS } from '../texts';
import type { ControlProps } from './field-input';
import { findSites, siteTitle } from './find-sites';

const SHOWN = 50;

/** One site out of many, found by a part of its id, name or city. */
export function SiteCombobox({ id, value, onChange, autoFocus }: ControlProps) {
  const sites = useQuery(sitesQuery).data?.sites ?? [];
  const [typed, setTyped] = useState<string | null>(null);
  const chosen = sites.find((site) => site.site_id === value);
  const found = findSites(sites, typed ?? '').slice(0, SHOWN);
  return (
    <>
      <Combobox
        id={id}
        autoFocus={autoFocus}
        freeform
        placeholder={TEXTS.form.site}
        // For the pointer: as a stop of its own it would keep the list open over the next field.
        expandIcon={{ tabIndex: -1 }}
        value={typed ?? (chosen === undefined ? value : siteTitle(chosen))}
        selectedOptions={value === '' ? [] : [value]}
        onChange={(event) => {
          setTyped(event.target.value);
        }}
        onOptionSelect={(_event, { optionValue }) => {
          // Typing over a chosen site drops the choice, not the text.
          if (optionValue !== undefined) setTyped(null);
          onChange(optionValue ?? '');
        }}
        onBlur={() => {
          // Text that is exactly a site means it; anything else is sent as it is and refused.
          if (typed !== null) onChange(exactSite(found, typed) ?? typed.trim());
          setTyped(null);
        }}
      >
        {found.map((site) => (
          <Option key={site.site_id} value={site.site_id} text={siteTitle(site)}>
            <span>
              <strong>{site.name}</strong> · {site.site_id} · {site.city}, {site.region}
            </span>
          </Option>
        ))}
        {found.length === 0 && (
          <Option key="none" disabled value="" text={TEXTS.form.noSite}>
            {TEXTS.form.noSite}
          </Option>
        )}
      </Combobox>
      {chosen !== undefined && (
        <span className="field__line">{TEXTS.form.siteLine(chosen.cost_centre)}</span>
      )}
    </>
  );
}

function exactSite(found: ReturnType<typeof findSites>, typed: string): string | undefined {
  const wanted = typed.trim().toLowerCase();
  const exact = found.find(
    (site) => site.site_id.toLowerCase() === wanted || site.name.toLowerCase() === wanted,
  );
  return exact?.site_id;
}
