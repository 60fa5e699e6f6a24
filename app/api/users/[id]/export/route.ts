import { getExport } from '#db/queries/getExport.ts';
import { routes } from '#lib/contract/routes.ts';
import { connectingSources } from '#lib/etl/registry.ts';
import { exportFiles, exportName } from '#lib/exchange/formats.ts';
import { refuseAllBut, streamRoute } from '#lib/http/route.ts';

export const GET = streamRoute(routes.getExport, async ({ params, query }) => {
  const exported = await getExport({
    ...query,
    userId: params.id,
    connecting: connectingSources(),
  });
  const { write, type, extension } = exportFiles[query.format];
  return {
    chunks: write(exported),
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${exportName(exported)}.${extension}"`,
    },
  };
});
export const { DELETE, PATCH, POST, PUT } = refuseAllBut('GET');
