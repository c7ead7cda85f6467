/**
 * Questions about a page, for the browser, which is sent this file as text. Each answers with the faults it finds; a fault
 * begins with the HTML of its element.
 */
const named = (element, words = "") => `${element.outerHTML.slice(0, 120)} ${words}`.trim();
const all = (selector) => [...document.querySelectorAll(selector)];
const isShown = (element) => element.getClientRects().length > 0;

globalThis.inPage = {
  /** The element that reaches farthest to the right of a page that scrolls sideways. */
  wide() {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const right = (element) => element.getBoundingClientRect().right;
    const [widest] = all("body *").sort((a, b) => right(b) - right(a));
    return [named(widest, `makes the page ${scrollWidth} pixels wide`)];
  },

  /** Controls that show only the beginning of their words. */
  cutOff() {
    const pen = document.createElement("canvas").getContext("2d");
    return all("select, input[placeholder]").flatMap((control) => {
      const { paddingLeft, paddingRight } = getComputedStyle(control);
      const words = control.selectedOptions?.[0]?.label ?? control.placeholder;
      const { fontFamily, fontSize } = getComputedStyle(control, control.selectedOptions ? null : "::placeholder");
      pen.font = `${fontSize} ${fontFamily}`;
      const arrow = control.selectedOptions ? 16 : 0;
      const room = control.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight) - arrow;
      const width = pen.measureText(words).width;
      return width > room + 1
        ? [named(control, `has ${Math.round(room)} pixels for "${words}" of ${Math.round(width)}`)]
        : [];
    });
  },

  /** Words that go on in the next line, although one line of their panel has room for them. */
  brokenWords() {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const broken = [];
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const element = text.parentElement;
      const panel = element.closest(".panel, .card, .wrap");
      if (!panel || element.closest("pre, code, select, .unseen")) continue;
      const { paddingLeft, paddingRight } = getComputedStyle(panel);
      const room = panel.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
      for (const { 0: word, index } of text.nodeValue.matchAll(/\S+/gu)) {
        if (/[-/–]/.test(word)) continue;
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        const parts = [...range.getClientRects()];
        const isBroken = new Set(parts.map(({ top }) => Math.round(top))).size > 1;
        const width = parts.reduce((sum, part) => sum + part.width, 0);
        if (isBroken && width <= room) broken.push(named(element, `breaks "${word}"`));
      }
    }
    return broken;
  },

  /** Text that is not decoration, and does not grow when the reader's size of text doubles. */
  stiffText() {
    const hasText = ({ childNodes }) =>
      [...childNodes].some(({ nodeType, nodeValue }) => nodeType === 3 && nodeValue.trim());
    const texts = all("body *").filter((element) => hasText(element) && !element.closest("[aria-hidden]"));
    const sizes = () => texts.map((element) => Number.parseFloat(getComputedStyle(element).fontSize));
    const root = document.documentElement;
    const before = sizes();
    root.style.fontSize = "200%";
    const after = sizes();
    root.style.fontSize = "";
    // A title that is large already may grow less.
    return texts.filter((_, n) => after[n] < 1.5 * before[n]).map((element) => named(element));
  },

  /** Links and controls of less than 24 pixels. */
  smallTargets() {
    return all("a:not(.skip), button, input:not([type=hidden]), select, summary")
      .filter((element) => {
        const { width, height } = (element.closest("label") ?? element).getBoundingClientRect();
        return height < 24 || width < 12;
      })
      .map((element) => named(element));
  },

  /** Headings out of order, landmarks that are missing or nameless, tables without headers. */
  structure() {
    const levels = all("h1, h2, h3, h4, h5, h6").map(({ tagName }) => Number(tagName[1]));
    const jumps = levels.filter((level, n) => level > (levels[n - 1] ?? 0) + 1).map((level) => `an h${level} too deep`);
    const firsts = levels.filter((level) => level === 1).length === 1 ? [] : ["not one h1"];
    const landmarks = ["body > header", "body > main", "body > footer", "header nav"].filter(
      (one) => all(one).length !== 1,
    );
    const names = all("nav").map((nav) => nav.getAttribute("aria-label"));
    const nameless =
      names.includes(null) || new Set(names).size < names.length ? ["navs without names of their own"] : [];
    const tables = all("table:not(:has(thead th[scope=col]))").map((table) => named(table));
    return [...jumps, ...firsts, ...landmarks.map((one) => `not one ${one}`), ...nameless, ...tables];
  },

  /** Stops of the Tab key at which nothing can be seen to change. */
  unseenFocus() {
    const look = (element) => {
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
      return outlineStyle === "none" ? "" : `${outlineStyle} ${outlineWidth} ${outlineColor}`;
    };
    return all("a, button, input:not([type=hidden]), select, summary, [tabindex='0']")
      .filter(isShown)
      .filter((element) => {
        const before = look(element);
        element.focus({ focusVisible: true });
        const after = look(element);
        element.blur();
        return after === "" || after === before;
      })
      .map((element) => named(element));
  },

  /** Links to the current page, and filters in force, that look like their neighbours. */
  unseenChoice() {
    // In forced colours the browser takes shadows away, and backgrounds too unless it is told otherwise.
    const look = (element) => {
      const { borderBottom, textDecorationLine, backgroundColor, forcedColorAdjust } = getComputedStyle(element);
      const forced = matchMedia("(forced-colors: active)").matches && forcedColorAdjust === "auto";
      return [borderBottom, textDecorationLine, forced ? "" : backgroundColor].join(" ");
    };
    return all("[aria-current]")
      .filter((chosen) => {
        const others = [...chosen.closest("nav").querySelectorAll("a:not([aria-current])")];
        return others.some((other) => look(other) === look(chosen));
      })
      .map((element) => named(element));
  },

  /** Elements that move although the reader asked for less motion. */
  moving() {
    return all("*")
      .filter((element) => {
        const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element);
        return transitionDuration !== "0s" || animationName !== "none" || scrollBehavior === "smooth";
      })
      .map((element) => named(element));
  },

  /** On paper: light text, which white would swallow, and controls. */
  badInPrint() {
    const controls = all("button, input, select, header nav a, .button, .skip").filter(isShown);
    const light = all("h1, p, li, td")
      .filter(isShown)
      .filter((element) => {
        const [red, green, blue] = getComputedStyle(element).color.match(/\d+/g).map(Number);
        return red + green + blue > 480;
      });
    return [...controls, ...light].map((element) => named(element));
  },
};
