import { fileURLToPath } from 'node:url';

// Whatever runs the build, browsers get the libraries without their development checks.
process.env.NODE_ENV = 'production';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** The board's build: one page, hashed files below /assets/, a manifest that names them. */
export default {
  root: here('.'),
  base: '/',
  publicDir: false,
  build: {
    outDir: here('../../dist/web'),
    emptyOutDir: true,
    manifest: true,
    target: 'es2022',
    // The page's policy allows no data: addresses and no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
};
