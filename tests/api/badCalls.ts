/** Calls that must be refused, of every route: malformed, huge, unknown, and from elsewhere. */
import { badAnnotations } from './annotationCalls.ts';
import { badBodies } from './badBodies.ts';
import { badConnecting } from './badConnecting.ts';
import { badCoverage } from './badCoverage.ts';
import { badPaths, unknownRoutes, wrongMethods } from './badPaths.ts';
import { badQueries } from './badQueries.ts';
import { badWindows } from './badWindows.ts';
import { type ApiCall, type ApiWorld, table } from './call.ts';
import { badImports } from './importCalls.ts';
import { badSources } from './sourceCalls.ts';

/** Whatever a route can be sent that it must refuse, with the status and code of the refusal. */
export function badCalls(world: ApiWorld): ApiCall[] {
  return [
    ...table.flatMap(([name, route]) => badQueries(name, route, world)),
    ...table.flatMap(([name, route]) => badPaths(name, route, world)),
    ...table.flatMap(([name, route]) => wrongMethods(name, route, world)),
    ...badWindows(world),
    ...badBodies(world),
    ...unknownRoutes(),
    ...badConnecting(world),
    ...badAnnotations(world),
    ...badSources(world),
    ...badImports(world),
    {
      name: 'the cancelling of a run that has ended',
      route: 'cancelRun',
      method: 'POST',
      url: `/api/ingestions/${world.run}/cancel`,
      status: 409,
      code: 'RUN_FINISHED',
    },
    ...badCoverage(world),
  ];
}
