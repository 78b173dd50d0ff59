import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { STATUSES, STATUS_NAMES } from '../../domain/order/stages';
import { providersQuery } from '../api/queries';
import { Icon } from '../icons/icon';
import { TEXTS } from '../texts';
import { isFiltered, NO_FILTERS, withFilters, type Filters as Values } from './filters';
import { lazyPart } from '../shell/lazy-part';
import { Overlay } from '../shell/overlay';

const FilterMenu = lazyPart(() => import('./filter-menu').then((file) => file.FilterMenu));

export interface Choice {
  value: string;
  label: string;
}

/** Quick filters; what they say stands in the address, so it can be kept and sent. */
export function Filters({ filters, only }: { filters: Values; only?: 'provider' }) {
  const [path, navigate] = useLocation();
  const search = useSearch();
  const providers = useQuery(providersQuery);
  const change = (next: Values) => {
    navigate(path + withFilters(search, next));
  };
  return (
    <div className="filters">
      {only === undefined && (
        <FilterChip
          label={TEXTS.board.filterStatus}
          choices={STATUS_NAMES.map((value) => ({ value, label: STATUSES[value].label }))}
          chosen={filters.status}
          onChange={(values) => {
            const status = STATUS_NAMES.filter((name) => values.includes(name));
            change({ ...filters, status });
          }}
        />
      )}
      <FilterChip
        label={TEXTS.board.filterProvider}
        choices={(providers.data?.providers ?? []).map(({ key, name }) => ({
          value: key,
          label: name,
        }))}
        chosen={filters.provider}
        onChange={(provider) => {
          change({ ...filters, provider: [...provider].sort() });
        }}
      />
      {isFiltered(filters) && (
        <button
          type="button"
          className="button button--quiet"
          onClick={() => {
            change(NO_FILTERS);
          }}
        >
          {TEXTS.board.clearFilters}
        </button>
      )}
    </div>
  );
}

interface ChipProps {
  label: string;
  choices: readonly Choice[];
  chosen: readonly string[];
  onChange: (values: readonly string[]) => void;
}

function FilterChip({ label, choices, chosen, onChange }: ChipProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const names = chosen.map(
    (value) => choices.find((choice) => choice.value === value)?.label ?? value,
  );
  return (
    <>
      <button
        ref={button}
        type="button"
        className={`chip${chosen.length > 0 ? ' chip--on' : ''}`}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => {
          setOpen(true);
        }}
      >
        {names.length === 0 ? label : `${label}: ${names.join(', ')}`}
        <Icon name="chevron-down" size={12} />
      </button>
      {open && (
        <Overlay>
          <FilterMenu
            target={button.current}
            label={label}
            choices={choices}
            chosen={chosen}
            onChange={onChange}
            onClose={() => {
              setOpen(false);
            }}
          />
        </Overlay>
      )}
    </>
  );
}
