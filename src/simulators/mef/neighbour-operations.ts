import { createValidation, getValidation } from './address-validation';
import type { Operation } from './api-call';
import { refusal } from './api-refusal';
import { objectsOf, textOf } from './issues';
import { keyOfOrder } from './order-operations';
import { productById } from './product-inventory';
import { pageOf, PAGING } from './read-query';

const noKey: Operation['key'] = () => undefined;

/** Address validation and the inventory of installed products. */
export const NEIGHBOUR_OPERATIONS: readonly Operation[] = [
  {
    name: 'validateAddress',
    api: 'geographicAddressManagement',
    method: 'post',
    path: '/geographicAddressValidation',
    key: noKey,
    run: createValidation,
  },
  {
    name: 'getAddressValidation',
    api: 'geographicAddressManagement',
    method: 'get',
    path: '/geographicAddressValidation/:id',
    key: noKey,
    run: getValidation,
  },
  {
    name: 'listProduct',
    api: 'productInventory',
    method: 'get',
    path: '/product',
    query: [...PAGING, 'productOrderId', 'status'],
    key: (seller, _body, request) => keyOfOrder(seller, textOf(request.query['productOrderId'])),
    run: ({ seller, query }) => {
      const orderId = query.first('productOrderId');
      const status = query.first('status');
      const rows = seller.state.value.products.filter(
        (product) =>
          (status === undefined || product['status'] === status) &&
          (orderId === undefined ||
            objectsOf(product['productOrderItem']).some(
              (reference) => reference['productOrderId'] === orderId,
            )),
      );
      const { page, headers } = pageOf(rows, query, seller.state.value.scenario.maxPage);
      return { status: 200, body: page, headers };
    },
  },
  {
    name: 'getProduct',
    api: 'productInventory',
    method: 'get',
    path: '/product/:id',
    key: noKey,
    run: ({ seller, id }) => {
      const product = productById(seller, id);
      if (!product) throw refusal(404, 'notFound', `No product has id ${id}.`);
      return { status: 200, body: product };
    },
  },
];
