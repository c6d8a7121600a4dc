/** @type {import('@remix-run/dev').AppConfig} */
export default {
  appDirectory: 'app',
  assetsBuildDirectory: 'public/build',
  publicPath: '/build/',
  serverBuildPath: 'build/index.js',
  serverModuleFormat: 'esm',
  serverPlatform: 'node',
  serverMinify: false,
  postcss: true,
  tailwind: false,
  // Tests live beside the routes they test; they are not routes.
  ignoredRouteFiles: ['**/.*', '**/*.test.{ts,tsx}'],
};
