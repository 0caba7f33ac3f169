// Filters and sorts the tables of a view in place. What a reader chose stands in the address, to be sent on.
// Without this script the tables are what they are: complete and in order. All rows of a table of several pages are in
// a script beside it, loaded when somebody asks for them: it works from a disk too, where nothing may be fetched.
(() => {
  "use strict";
  // twenty rows fill a screen, and are laid out before the next key comes; the others follow between keys
  const FEWEST = 5, AT_ONCE = 20, MORE = 100;
  /** A text in the language of the site: where it is not English, its words stand before this script. */
  const gettext = (text, values = {}) =>
    ((globalThis.docgraphTranslations || {})[text] || text).replace(/%\((\w+)\)s/g, (all, name) => name in values ? values[name] : all);
  const HERE = gettext("on this page; all rows are in the CSV");
  const MONTHS = gettext("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec").toLowerCase().split(" ");
  const LEFT_OUT = /[<\\\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]/;

  const start = () => {
    for (const region of document.querySelectorAll(".docgraph-scroll")) {
      const table = region.querySelector("table.docgraph-table");
      if (!table || region.dataset.started || !table.tHead || table.tBodies[0].rows.length < FEWEST) continue;
      region.dataset.started = "yes";
      serve(region, table, slug(region.getAttribute("aria-label") || "table"));
    }
    document.querySelectorAll(".docgraph").forEach(addCopyButtons);
  };

  const slug = (name) => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-");
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  const element = (tag, className, text) => {
    const made = document.createElement(tag);
    made.className = className;
    if (text) made.textContent = text;
    return made;
  };

  /** What a cell is sorted by: a day as a number, a number, else its text. Gaps and dashes come last. */
  const sortKey = (content, isGap) => {
    const text = content.trim();
    const day = /^(\d{1,2}) (\p{L}+) (\d{4})/u.exec(text);
    if (day) return [0, +day[3] * 10000 + (MONTHS.indexOf(day[2].toLowerCase()) + 1) * 100 + +day[1], text];
    const number = /^-?\d+(?:[.,]\d+)?/.exec(text);
    if (number) return [0, parseFloat(number[0].replace(",", ".")), text];
    return [isGap || !text || text.startsWith("\u2014") ? 2 : 1, 0, folded(text)];
  };

  /** Whether a cell begins with the label of a missing value. */
  const isGap = (html) => /^[^<]*<strong class="[^"]*docgraph-gap/.test(html);

  const {compare} = new Intl.Collator();
  const compareKeys = (a, b) => a[0] - b[0] || a[1] - b[1] || compare(a[2], b[2]);

  const serve = (region, table, name) => {
    const body = table.tBodies[0];
    const own = [...body.rows].map((row, place) => {
      const cells = [...row.cells].map(({innerHTML}) => cell(`>${innerHTML}`, location.href));
      return {place, cells, text: cells.map((cell) => cell.folded).join("\n"), element: row};
    });
    const heads = [...table.tHead.rows[0].cells];
    const labels = heads.map((head) => head.textContent);
    const next = region.nextElementSibling;
    const pages = next && next.matches(".docgraph-pages") ? next : null;
    const rowsUrl = pages && pages.dataset.rows ? new URL(pages.dataset.rows, location.href).href : "";
    const {box, field, status, more, csv} = controls(region, table, pages && !rowsUrl);
    const facets = heads.flatMap(({dataset: {facet: key}}, column) =>
      key ? [facet(key, labels[column], (row) => [row.cells[column].first])] : []);
    const gaps = facet("gaps", gettext("Gaps"), (row) => row.cells.flatMap((cell) => cell.gaps));
    if (rowsUrl || own.some((row) => gaps.of(row).length)) facets.push(gaps);
    for (const {select} of facets) csv.before(select);
    let sorted = 0, limit = MORE, rows = own, all = null, missing = !rowsUrl, turn = 0, chosenRows = own;

    const load = () => {
      all ??= loaded(rowsUrl).then((data) => { rows = read(data, rowsUrl); }, () => {
        missing = true;
        status.after(element("span", "docgraph-muted", HERE));
      });
      return all;
    };

    const fill = (wanted, from) => {
      const current = ++turn;
      const go = (place) => {
        if (turn !== current) return;
        const some = wanted.slice(place, place + AT_ONCE).map((row) => (row.element ??= rowElement(row, labels)));
        if (place) body.append(...some);
        else body.replaceChildren(...some);
        if (place + AT_ONCE < wanted.length) setTimeout(go, 0, place + AT_ONCE);
      };
      go(from);
    };

    /** Whether a row has all words of the filter, and the values that are selected in facets other than `except`. */
    const matching = (except) => {
      const words = folded(field.value).split(/\s+/).filter(Boolean);
      const selected = facets.filter((facet) => facet.value && facet !== except);
      const matches = (row) => words.every((word) => row.text.includes(word)) && selected.every((facet) => facet.has(row));
      return [words.length + selected.length, matches];
    };

    /** The values of all facets, with the number of rows where all rows are known. */
    const offer = () => {
      for (const facet of facets) facet.offer(rows.filter(matching(facet)[1]), !rowsUrl || rows !== own);
    };

    /** Show the rows that match; the first `from` of them are shown already. */
    const show = (from = 0) => {
      const [conditions, matches] = matching();
      const isFiltered = conditions > 0 || sorted !== 0;
      if (isFiltered && !missing && rows === own) load().then(() => show());
      const found = isFiltered ? rows.filter(matches) : own;
      const column = Math.abs(sorted) - 1;
      if (column >= 0) {
        const up = Math.sign(sorted);
        found.sort((a, b) => compareKeys(a.cells[column].sortKey, b.cells[column].sortKey) * up || a.place - b.place);
      }
      const most = isFiltered && rows !== own ? limit : own.length;
      chosenRows = found;
      fill(found.slice(0, most), from);
      if (!found.length) body.replaceChildren(noRows(heads.length));
      status.textContent = conditions ? gettext("%(shown)s of %(rows)s rows", {shown: found.length, rows: rows.length}) : "";
      more.hidden = found.length <= most;
      more.textContent = gettext("Show %(more)s more of %(rows)s rows", {more: Math.min(MORE, found.length - most), rows: found.length});
      if (rowsUrl) pages.hidden = isFiltered && rows !== own;
    };

    const sort = (wanted) => {
      sorted = wanted;
      heads.forEach((head, place) => {
        if (place === Math.abs(sorted) - 1) head.setAttribute("aria-sort", sorted > 0 ? "ascending" : "descending");
        else head.removeAttribute("aria-sort");
      });
    };

    const changed = () => {
      limit = MORE;
      show();
      const address = new URL(location.href);
      const keep = (key, value) => value ? address.searchParams.set(key, value) : address.searchParams.delete(key);
      keep(`${name}.q`, field.value.trim());
      for (const {key, value} of facets) keep(`${name}.${key}`, value);
      keep(`${name}.sort`, sorted ? String(sorted) : "");
      history.replaceState(history.state, "", address);
    };

    heads.forEach((head, place) => {
      const button = element("button", "docgraph-sort", labels[place]);
      button.type = "button";
      button.addEventListener("click", () => {
        // up, down, and back to the order of the page
        sort(sorted === place + 1 ? -sorted : sorted === -place - 1 ? 0 : place + 1);
        changed();
      });
      head.replaceChildren(button);
    });
    field.addEventListener("input", changed);
    field.addEventListener("focus", () => { if (rowsUrl) load(); });
    for (const facet of facets) {
      facet.select.addEventListener("change", () => {
        facet.value = facet.select.value;
        changed();
      });
      for (const event of ["pointerenter", "focus"]) {
        facet.select.addEventListener(event, () => { missing ? offer() : load().then(offer); });
      }
    }
    csv.addEventListener("click", () => {
      const all = !missing && rows === own ? load().then(() => show()) : Promise.resolve();
      all.then(() => save(`${name}.csv`, [labels, ...(chosenRows === own ? rows : chosenRows).map(({cells}) => cells.map(plainCell))]));
    });
    more.addEventListener("click", () => {
      const from = body.rows.length;
      limit += MORE;
      show(from);
      // a button that goes must not take the place of the reader with it
      if (more.hidden) (body.rows[from].querySelector("a") || region).focus();
    });
    // on paper nobody can ask for more
    addEventListener("beforeprint", () => {
      turn++;
      body.replaceChildren(...chosenRows.map((row) => (row.element ??= rowElement(row, labels))));
    });
    box.addEventListener("submit", (event) => event.preventDefault());

    const chosen = new URL(location.href).searchParams;
    field.value = chosen.get(`${name}.q`) || "";
    const wanted = parseInt(chosen.get(`${name}.sort`) || "0", 10);
    sort(Math.abs(wanted) <= heads.length ? wanted || 0 : 0);
    for (const facet of facets) {
      facet.value = chosen.get(`${name}.${facet.key}`) || "";
      facet.offer([], false);
    }
    if (sorted || matching()[0]) show();
  };

  const controls = (region, table, here) => {
    const box = element("form", "docgraph-filter");
    const label = element("label", "", `${gettext("Filter")} `);
    const field = element("input", "");
    field.type = "search";
    field.setAttribute("aria-label", gettext("Filter: %(table)s", {table: table.caption ? table.caption.textContent : ""}));
    const status = element("span", "docgraph-muted");
    status.setAttribute("role", "status");
    label.append(field);
    const csv = element("button", "docgraph-more", gettext("CSV of these rows"));
    csv.type = "button";
    box.append(label, csv, status);
    if (here) box.append(element("span", "docgraph-muted", HERE));
    const more = element("button", "docgraph-more");
    more.type = "button";
    more.hidden = true;
    region.before(box);
    region.after(more);
    return {box, field, status, more, csv};
  };

  /** A menu of the values of a column. `of` returns the values of a row. */
  const facet = (key, label, of) => {
    const select = element("select", "");
    select.setAttribute("aria-label", label);
    const made = {key, select, of, value: "", has: (row) => of(row).includes(made.value)};
    made.offer = (rows, isComplete) => {
      const numbers = new Map(made.value ? [[made.value, 0]] : []);
      for (const row of rows) for (const value of of(row)) if (value) numbers.set(value, (numbers.get(value) || 0) + 1);
      const values = [...numbers.keys()].sort(compare);
      const options = values.map((value) => new Option(isComplete ? `${value} (${numbers.get(value)})` : value, value));
      select.replaceChildren(new Option(gettext("%(name)s: all", {name: label}), ""), ...options);
      select.value = made.value;
    };
    return made;
  };

  /** A button after each fix that copies it: its code if it has one piece of code, else its text. */
  const addCopyButtons = (part) => {
    for (const fix of navigator.clipboard ? part.querySelectorAll(".docgraph-fix") : []) {
      const button = element("button", "docgraph-more", gettext("Copy"));
      button.type = "button";
      button.addEventListener("click", () => {
        const code = fix.querySelectorAll("code");
        navigator.clipboard.writeText((code.length === 1 ? code[0] : fix).textContent).then(() => {
          button.textContent = gettext("Copied");
        });
      });
      fix.after(" ", button);
    }
    return part;
  };

  const noRows = (columns) => {
    const row = element("tr", "");
    const cell = element("td", "docgraph-muted", gettext("No rows match."));
    cell.colSpan = columns;
    row.append(cell);
    return row;
  };

  /** The text of a cell for a spreadsheet, which must not take it for a formula. */
  const plainCell = ({text, isEmpty}) => {
    const plain = isEmpty ? "" : text.trim().replace(/\s*\n\s*/g, "; ");
    return `"${(/^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20']/.test(plain) ? `'${plain}` : plain).replace(/"/g, '""')}"`;
  };

  const save = (name, lines) => {
    const link = document.createElement("a");
    const [head, ...rows] = lines;
    const quoted = head.map((text) => `"${text.replace(/"/g, '""')}"`);
    link.href = URL.createObjectURL(new Blob([[quoted, ...rows].map((cells) => `${cells.join()}\r\n`).join("")], {type: "text/csv"}));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };

  /** What the script at an address of our own site sets. */
  const loaded = (url) => new Promise((resolve, reject) => {
    if (new URL(url).origin !== location.origin) throw new Error(url);
    const script = document.createElement("script");
    const types = globalThis.trustedTypes;
    script.src = types ? types.createPolicy("docgraph", {createScriptURL: String}).createScriptURL(url) : url;
    script.onload = () => { script.remove(); resolve(globalThis.docgraphRows); };
    script.onerror = reject;
    document.head.append(script);
  });

  /** The rows in the data of a table; see `packed_rows.py` for the format. */
  const read = ([words, columns], base) => {
    const place = new Map();
    const most = columns.reduce((found, [cells]) => Math.max(found, cells.length), words.length);
    for (let code = 0x23; place.size <= most && code < 0x10000; code++) {
      const letter = String.fromCharCode(code);
      if (!LEFT_OUT.test(letter)) place.set(letter, place.size);
    }
    const cellColumns = columns.map(([packed, rows]) => {
      let text = "";
      for (const letter of packed) text += words[place.get(letter)];
      const cells = text.split("\n").map((html) => cell(html, base));
      return rows ? Array.from(rows, (letter) => cells[place.get(letter)]) : cells;
    });
    return cellColumns[0].map((_, place) => {
      const cells = cellColumns.map((column) => column[place]);
      return {place, cells, text: cells.map((cell) => cell.folded).join("\n")};
    });
  };

  const CHARACTERS = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&#34;": '"', "&#39;": "'"};
  const plain = (html) => html.replace(/&(?:amp|lt|gt|#34|#39);/g, (found) => CHARACTERS[found]);

  const textOf = (html) => plain(html.replaceAll("<br>", "\n").replace(/<[^>]*>/g, ""));

  const cell = (html, base) => {
    const text = textOf(html.slice(html.indexOf(">") + 1));
    let value, first, gaps;
    return {
      html, base, text, folded: folded(text),
      isEmpty: /^[^>]*><span aria-hidden/.test(html),
      get sortKey() { return (value ??= sortKey(text, isGap(html))); },
      /** The text of the first link or label, or the first line: the value that a facet offers. */
      get first() {
        if (this.isEmpty) return "";
        return (first ??= textOf(/^[^>]*><(a|span|strong)\b[^>]*>(.*?)<\/\1>/s.exec(html)?.[2] ?? html.slice(html.indexOf(">") + 1).split("<br>")[0]).trim());
      },
      get gaps() { return (gaps ??= [...html.matchAll(/docgraph-gap[^>]*>(.*?)<\/strong>/gs)].map((found) => textOf(found[1]))); },
    };
  };

  const TAGS = ["a", "bdi", "br", "code", "em", "span", "strong", "td", "th"];
  const ATTRIBUTES = ["aria-hidden", "class", "href", "rel", "scope"];

  /** A row as the page would have it, made from nothing but these tags and attributes. */
  const rowElement = ({cells}, labels) => {
    const row = document.createElement("tr");
    for (const [place, {html, base}] of cells.entries()) {
      let inside = row;
      const named = html.replace(/href="([^"]*)\x01([^"]*)">([^<]*)/g, (_, before, after, text) =>
        `href="${before}${text.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "")}${after}">${text}`);
      for (const [, end, tag, attributes, text] of `<t${named}`.matchAll(/<(\/?)([a-z]+)([^>]*)>|([^<]+)/g)) {
        if (text) inside.append(plain(text));
        else if (end) inside = inside.parentElement;
        else if (TAGS.includes(tag)) {
          const made = document.createElement(tag);
          if (tag === "td") made.dataset.label = labels[place];
          for (const [, key, value] of attributes.matchAll(/([a-z-]+)="([^"]*)"/g)) {
            if (ATTRIBUTES.includes(key)) made.setAttribute(key, key === "href" ? address(plain(value), base) : value);
          }
          inside.append(made);
          if (tag !== "br") inside = made;
        }
      }
    }
    return addCopyButtons(row);
  };

  const address = (href, base) => {
    // the author may have written what is no address at all
    if (!URL.canParse(href, base)) return href;
    const url = new URL(href, base);
    return ["http:", "https:", "mailto:", location.protocol].includes(url.protocol) ? url.href : "";
  };

  start();
})();
