import type { Route } from './http-types.ts';

export type Match = { route: Route; params: Record<string, string> };
export type Router = (method: string, path: string) => Match | undefined;

type Compiled = { route: Route; segments: string[] };

export function createRouter(routes: Route[]): Router {
  const byShape = new Map<string, Compiled[]>();
  for (const route of routes) {
    const segments = route.path.split('/');
    const shape = `${route.method} ${segments.length}`;
    byShape.set(shape, [...(byShape.get(shape) ?? []), { route, segments }]);
  }
  return (method, path) => {
    const given = path.split('/');
    for (const { route, segments } of byShape.get(`${method} ${given.length}`) ?? []) {
      const params = matchSegments(segments, given);
      if (params) return { route, params };
    }
    return undefined;
  };
}

function matchSegments(segments: string[], given: string[]): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const value = given[index] ?? '';
    if (segment.startsWith(':')) params[segment.slice(1)] = value;
    else if (segment !== value) return undefined;
  }
  return params;
}
