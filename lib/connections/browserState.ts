/** The cookie that ties Google's answer to the browser that began: it holds the attempt's `state`. */
import { attemptSeconds } from './connecting.ts';

export const stateCookie = 'heartline_connect';

export function bindBrowser({ authorizeUrl }: { authorizeUrl: string }): Record<string, string> {
  const { searchParams } = new URL(authorizeUrl);
  const state = searchParams.get('state') ?? '';
  const secure = searchParams.get('redirect_uri')?.startsWith('https:') ? '; Secure' : '';
  return {
    'set-cookie': `${stateCookie}=${state}; Path=/connect; Max-Age=${attemptSeconds}; HttpOnly; SameSite=Lax${secure}`,
  };
}
