export { orderLifecycle } from './order-lifecycle';
export { carrierPolling } from './carrier-polling';
export { sctaskPolling } from './sctask-polling';
export { sctaskMirror } from './sctask-mirror';
