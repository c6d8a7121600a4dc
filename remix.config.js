// The commands build into a folder of their own, so that a test's build leaves a running demo alone.
const buildDirectory = process.env.BUILD_DIR ?? 'build';

/** @type {import('@remix-run/dev').AppConfig} */
export default {
  appDirectory: 'app',
  cacheDirectory: 'node_modules/.cache/remix',
  assetsBuildDirectory: `${buildDirectory}/assets`,
  publicPath: '/build/',
  serverBuildPath: `${buildDirectory}/index.js`,
  serverModuleFormat: 'esm',
  serverPlatform: 'node',
  serverMinify: false,
  postcss: true,
  tailwind: false,
  // Tests live beside the routes they test; they are not routes.
  ignoredRouteFiles: ['**/.*', '**/*.test.{ts,tsx}'],
};
