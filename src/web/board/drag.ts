import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element';
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import {
  draggable,
  dropTargetForElements,
  monitorForElements,
} from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { setCustomNativeDragPreview } from '@atlaskit/pragmatic-drag-and-drop/element/set-custom-native-drag-preview';
import { STATUS_NAMES, type Status } from '../../domain/order/stages';

/**
 * The one file that knows how things are dragged. Cards are sources, whole columns are targets; a
 * target that refuses is found by the pointer, so that it can say why. Mouse and pen only.
 */
type Stop = () => void;

export function dragCard(element: HTMLElement, order: string): Stop {
  let touched = false;
  const notePointer = (event: PointerEvent) => {
    touched = event.pointerType === 'touch';
  };
  element.addEventListener('pointerdown', notePointer);
  return combine(
    () => {
      element.removeEventListener('pointerdown', notePointer);
    },
    draggable({
      element,
      canDrag: () => !touched,
      getInitialData: () => ({ order }),
      onGenerateDragPreview: ({ nativeSetDragImage, location, source }) => {
        setCustomNativeDragPreview({
          nativeSetDragImage,
          getOffset: () => {
            const { left, top } = source.element.getBoundingClientRect();
            const { clientX, clientY } = location.current.input;
            return { x: clientX - left, y: clientY - top };
          },
          render: ({ container }) => {
            drawPreview(source.element, container);
          },
        });
      },
    }),
  );
}

/** The card as it looks while it is carried, inside a copy of the theme's element. */
function drawPreview(card: HTMLElement, container: HTMLElement): void {
  const theme = document.createElement('div');
  theme.className = card.closest('.fui-FluentProvider')?.className ?? '';
  const copy = card.cloneNode(true) as HTMLElement;
  copy.classList.add('card--lifted');
  copy.style.width = `${card.offsetWidth}px`;
  theme.append(copy);
  container.append(theme);
}

export interface ColumnDrop {
  status: Status;
  canDrop: (order: string) => boolean;
  onOver: (over: boolean) => void;
}

export function dropColumn(element: HTMLElement, { status, canDrop, onOver }: ColumnDrop): Stop {
  return dropTargetForElements({
    element,
    getData: () => ({ status }),
    canDrop: ({ source }) => canDrop(String(source.data['order'])),
    onDragEnter: () => {
      onOver(true);
    },
    onDragLeave: () => {
      onOver(false);
    },
    onDrop: () => {
      onOver(false);
    },
  });
}

export interface DragWatcher {
  onPickUp: (order: string) => void;
  /** `accepted` false: the pointer was over this column, which refuses, or over none. */
  onPutDown: (order: string, status: Status | null, accepted: boolean) => void;
}

export function watchDrags({ onPickUp, onPutDown }: DragWatcher): Stop {
  return monitorForElements({
    onDragStart: ({ source }) => {
      onPickUp(String(source.data['order']));
    },
    onDrop: ({ source, location }) => {
      const target = location.current.dropTargets[0]?.data['status'];
      const { clientX, clientY } = location.current.input;
      const status = asStatus(target) ?? columnAt(clientX, clientY);
      onPutDown(String(source.data['order']), status, target !== undefined);
    },
  });
}

function columnAt(x: number, y: number): Status | null {
  const column = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-status]');
  return asStatus(column?.dataset['status']);
}

const asStatus = (value: unknown): Status | null =>
  STATUS_NAMES.find((status) => status === value) ?? null;

/** Scrolls a list, or the board itself, while a card is held at its edge. */
export function scrollWhileDragging(element: HTMLElement): Stop {
  return autoScrollForElements({ element });
}
