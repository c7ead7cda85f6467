/** The files that pages name: the style sheet, the icon, and the picture that chats show beside a link. */
import type { AppContext } from "#shared/openfaas/app.ts";
import { CACHE, hashOf, notModified } from "#shared/openfaas/cache.ts";
import { MEDIA } from "#shared/openfaas/negotiate.ts";
import { MARK_SHAPES } from "#shared/web/icons.ts";
import { STYLE } from "#shared/web/style.static.ts";
import { STYLE_NAME } from "#shared/web/style-name.ts";

interface Asset {
  readonly type: string;
  readonly policy: string;
  readonly body: () => Buffer<ArrayBuffer>;
}

/** The same mark as a PNG of 256 × 256 pixels in 16 colours: most chats show no SVG. */
const CARD =
  "iVBORw0KGgoAAAANSUhEUgAAAQAAAAEABAMAAACuXLVVAAAAMFBMVEULYWkbbHMsdn08gYdMi5FclpttoKV9q6+NtbmdwMOuys2+1dfO3+He6uvv" +
  "9PX////HCKk5AAAE+0lEQVR42u1dz08TQRTudilg/NUoaE08IBrpsRpJ9iZqNb2JwWhvVqNlbyIJpDcEbTtH/UvwLzD6F+B/oHcPmPiDhCDjBUh3" +
  "ujP7ttO+D+J8V2j229n3Zt775s2bTMbBwcHBwcHBwcHB4WjDm5zMAx9/ZV4IIZZvo97+sdjDEmQUsqE4QGsC8P4dzxeixT8GFRHBW+7nnxMKnjIb" +
  "QEMl0OY1g6LowhrrAIgYcA7B+TgCrxgJhHEEWnzPHxKxmEGaIK8ZhvEE2L6BLzQoMREY0RFYwJoAnxFUdQSaTAux0CKPtUEuK8zpCcxinYDLDUb1" +
  "BF5jvZDLD+EEAj2BN4h4mD82dgScFxT0BFb/j5lwWE+ghgzK+QJzeECSaeie32aKCQOupSB7o16vP79O98NuL7x8r16v3+kxb57ej3VLVCtUbdDf" +
  "j5/nejG1jin/FtEKFRsc61gk8jbP72JQIS1FY5G/5e0MrUSZimqm6D2lgaoiWFQH9AhfwAttZLRuEWwx2RGj7zhlJaMVEyQoPzEtylqt1dnEpT5I" +
  "GoCilYxWTFTh/PQDkGIIvEayCheYByBWx2tTXXGYoACpZqqYWGgVLlQoE+1Qij+mDJo92lIz3vm3B7TlivYNckQBZlz7fK2IQ9MPCtR4x9/bNFoq" +
  "UWMmWtRcpesfZ8p3H5Yv0TWUpo0JpIj6C1ZBo2+ffAdWKpY+7CdrwaFV4mBIfKgE7FInQ+450ftalmI5qFgnPkN2AkLVWoc0KJlNKwuiLiaG7JVi" +
  "x41BEmhbmTA1/Tf4kXAE7GyAKIaP2NkA3AvCQc4DraMwEwaDXAsoK3rBWoPy7JTMkUHGAwtWXzDmA/rlcimNGc1YDWDX+FU/Sinl92Z/Y0L9ACpe" +
  "mFuXe9ieJfoh7SMWaU5Q+CoP8HeV5gZrVhNZlP7wpuzAbo00iDUrL4q8pb8hI9gp9S83JGXHK1LBVv+yY81MEFnILsguvE9eUqlby9lEA/I2ugns" +
  "5BMNmSwSBUlZ1UUZg89J+R1dq/QTfh03AMoQBHblDYH518dkLN6Z3yGNWOubf70ST2DL/A6p6jumTDqrLzUomdTexXRqvZKgRUSgEzoCn7QilhDN" +
  "lHp9NjKbPov87aWOwJ/Iv12NzOOpt206GUSf723qCOzmdQx6KTw+KJxuK/slo1ILJXMZa9iVXp991BBieU798Uk9gS/qS0zPC9F+ca2/u3lP9AR+" +
  "s+xbrusJbLMQkAZwPD9nIsBRTDZqIsBRwXDcROADA4FTJgLfGAicNhH4wUDgponATwYC900EfjkC/wMBuBHC3RA+EcGnYvhiBF+O4QEJPiTjC0rB" +
  "YTk6MUGnZujkFJ6eowUKuESDFqngMh1aqIRLtXCxGi3Xwzcs4Fs28E0r9LYdfOMSvnUL37yGb9/DCxjgJRzwIpbDXMzGU8jkaskOczEbT0Ej3Avg" +
  "Ra3wmRBe2Awv7YYXt8PL++EHHOBHPPCHXODHfOAHneBHvfCH3eDH/eAHHvFHPuGHXvHHfuEHn/FHv/GH3+HH//ENEA5BC4j0ERdPPyR8GxB4IxR4" +
  "Kxh4Mxx4OyB4QyTXk8r1JYMTgDfHc14AnwnhTTLhbULhjVLxndnQzXLx7YLhDZPhLaPhTbPxbcPhjdPhrePxzfPh1wfAL1DAXyEBv0QDf40I/iIV" +
  "+FUy+Mt08NcJZfAXKjk4ODg4ODg4ODg49AP/AI3o/qZ2mUO5AAAAAElFTkSuQmCC";

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="#1d8a92">${MARK_SHAPES}</svg>`;

const ASSETS: ReadonlyMap<string, Asset> = new Map([
  [STYLE_NAME, { type: "text/css; charset=utf-8", policy: CACHE.immutable, body: () => Buffer.from(STYLE) }],
  ["icon.svg", { type: MEDIA.svg, policy: CACHE.day, body: () => Buffer.from(ICON) }],
  ["card.png", { type: "image/png", policy: CACHE.day, body: () => Buffer.from(CARD, "base64") }],
]);

/** `undefined` if there is no such file. */
export function asset(c: AppContext, name: string): Response | undefined {
  const found = ASSETS.get(name);
  if (found === undefined) return undefined;
  const body = found.body();
  return notModified(c, hashOf(body), found.policy) ?? c.body(body, 200, { "Content-Type": found.type });
}
