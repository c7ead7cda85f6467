/** The people of a pod, or of all, as a picture for a README. It shows initials: pictures inside a picture do not load there. */
import type { PodView } from "#shared/core/views.ts";
import { count, html, type Markup, sentenceList } from "#shared/web/markup.ts";
import { advocateFirst, hueOf, initialsOf, isAdvocate, nameOf } from "#shared/web/parts.ts";
import { nobodyNow, widthOf } from "./badge.ts";

/** More would be no picture for a README. */
export const PICTURE_PODS_MAX = 24;

const FACE = { radius: 15, step: 36 } as const;
const MARGIN = 16;
const COLUMN = 9 * FACE.step;
const ROW = 76;
/** Names are drawn a little larger than on a badge. */
const NAME_SCALE = 13 / 11;

/** Own rules, without which the picture is a light one. The colour behind the faces suits any page. */
const STYLE = `text{font-family:system-ui,"Segoe UI",Helvetica,Arial,sans-serif}.i{font-size:12px;font-weight:600;text-anchor:middle}.n{font-size:13px;font-weight:600}
.f circle{fill:hsl(var(--h) 48% 88%)}.f text{fill:hsl(var(--h) 55% 22%)}
@media(prefers-color-scheme:dark){.b{fill:#131e22;stroke:#22333a}.n{fill:#e4edee}.f circle{fill:hsl(var(--h) 28% 28%)}.f text{fill:hsl(var(--h) 45% 90%)}.f .a{stroke:#62c6c9}}`;

interface MembersPicture {
  readonly title: string;
  readonly pods: readonly PodView[];
  /** How many pods are not among them. */
  readonly more: number;
}

export function membersSvg({ title, pods, more }: MembersPicture): string {
  const columns = pods.length > 1 ? 2 : 1;
  const rows = Math.ceil(pods.length / columns);
  const rest = more > 0 ? `and ${count(more, "more pod")}` : pods.length === 0 ? "There are no pods yet." : "";
  const width = 2 * MARGIN + columns * COLUMN + (columns - 1) * MARGIN;
  const height = 2 * MARGIN + rows * ROW - (rest === "" ? MARGIN : 0) + (pods.length === 0 ? MARGIN : 0);
  const place = (index: number) =>
    [MARGIN + (index % columns) * (COLUMN + MARGIN), MARGIN + Math.floor(index / columns) * ROW] as const;
  const words = pods.map((pod) => wordsOf(pod)).join(" ");
  return String(html`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="t d"><title id="t">${title}</title><desc id="d">${[words, rest].filter(Boolean).join(" ")}</desc><style>${STYLE}</style>
<rect class="b" x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="10" fill="#fff" stroke="#dbe3e4"/>
${pods.map((pod, index) => podGroup(pod, place(index)))}${rest !== "" && html`<text class="n" x="${MARGIN}" y="${height - MARGIN}" fill="#0f2027">${rest}</text>`}</svg>
`);
}

const isEmpty = ({ members }: PodView): boolean => members.length === 0;
const titleOf = (pod: PodView): string => (isEmpty(pod) ? nobodyNow(pod.name) : pod.name);
const wordsOf = (pod: PodView): string =>
  isEmpty(pod) ? `${titleOf(pod)}.` : `${pod.name}: ${sentenceList(advocateFirst(pod).map(nameOf))}.`;

function podGroup(pod: PodView, [x, y]: readonly [number, number]): Markup {
  const isLong = widthOf(titleOf(pod)) * NAME_SCALE > COLUMN;
  return html`<g transform="translate(${x} ${y})"><text class="n" y="13" fill="#0f2027"${isLong && html` textLength="${COLUMN}" lengthAdjust="spacingAndGlyphs"`}>${titleOf(pod)}</text>
${advocateFirst(pod).map((person, seat) => {
  const at = FACE.radius + 2 + seat * FACE.step;
  const ring = isAdvocate(pod, person) && html` class="a" stroke="#0b6169" stroke-width="2"`;
  return html`<g class="f" style="--h:${30 * hueOf(person.login ?? "") + 20}"><title>${nameOf(person)}</title><circle cx="${at}" cy="38" r="${FACE.radius}" fill="#dbe3e4"${ring}/><text class="i" x="${at}" y="42" fill="#0f2027">${initialsOf(person.login)}</text></g>`;
})}</g>
`;
}
