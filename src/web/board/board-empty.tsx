import { useQuery } from '@tanstack/react-query';
import { Link, useLocation, useSearch } from 'wouter';
import { STATUSES } from '../../domain/order/stages';
import { providersQuery } from '../api/queries';
import { Icon } from '../icons/icon';
import { TEXTS } from '../texts';
import { CreateLink } from './create-link';
import { isFiltered, NO_FILTERS, withFilters, type Filters } from './filters';

/** A board without a card: either there is no order, or none that the filters let through. */
export function BoardEmpty({ filters }: { filters: Filters }) {
  const [path] = useLocation();
  const search = useSearch();
  const providers = useQuery(providersQuery).data?.providers ?? [];
  if (!isFiltered(filters)) {
    return (
      <div className="board-empty">
        <Icon name="circuit" size={28} />
        <h2>{TEXTS.board.noOrders}</h2>
        <p>{TEXTS.board.noOrdersHelp}</p>
        <div className="board-empty__buttons">
          <CreateLink />
        </div>
      </div>
    );
  }
  const words = [
    TEXTS.board.filtered(
      TEXTS.board.filterStatus,
      filters.status.map((status) => STATUSES[status].label),
    ),
    TEXTS.board.filtered(
      TEXTS.board.filterProvider,
      filters.provider.map((key) => providers.find((one) => one.key === key)?.name ?? key),
    ),
  ].filter((part) => part !== '');
  return (
    <div className="board-empty">
      <Icon name="search" size={28} />
      <h2>{TEXTS.board.noMatch}</h2>
      <p>{TEXTS.board.filteredBy(words.join('; '))}</p>
      <div className="board-empty__buttons">
        <Link href={path + withFilters(search, NO_FILTERS)} className="button button--primary">
          {TEXTS.board.clearFilters}
        </Link>
      </div>
    </div>
  );
}
