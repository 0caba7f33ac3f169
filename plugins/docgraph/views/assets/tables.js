// Filters and sorts the tables of a view in place. What a reader chose stands in the address, to be sent on.
// Without this script the tables are what they are: complete and in order.
(() => {
  "use strict";
  const FEWEST = 5;
  /** A text in the language of the site: where it is not English, its words stand before this script. */
  const said = (text, values = {}) =>
    ((globalThis.docgraphWords || {})[text] || text).replace(/%\((\w+)\)s/g, (all, name) => name in values ? values[name] : all);
  const MONTHS = said("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec").toLowerCase().split(" ");

  const start = () => {
    for (const region of document.querySelectorAll(".docgraph-scroll")) {
      const table = region.querySelector("table.docgraph-table");
      if (!table || region.dataset.started || !table.tHead || table.tBodies[0].rows.length < FEWEST) continue;
      region.dataset.started = "yes";
      serve(region, table, slug(region.getAttribute("aria-label") || "table"));
    }
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
  const worth = (cell) => {
    const text = (cell ? cell.textContent : "").trim();
    const day = /^(\d{1,2}) (\p{L}+) (\d{4})/u.exec(text);
    if (day) return [0, +day[3] * 10000 + (MONTHS.indexOf(day[2].toLowerCase()) + 1) * 100 + +day[1], text];
    const number = /^-?\d+(?:[.,]\d+)?/.exec(text);
    if (number) return [0, parseFloat(number[0].replace(",", ".")), text];
    return [!text || text.startsWith("\u2014") ? 2 : 1, 0, folded(text)];
  };

  const compared = (a, b) => a[0] - b[0] || a[1] - b[1] || a[2].localeCompare(b[2]);

  const serve = (region, table, name) => {
    const body = table.tBodies[0];
    const rows = [...body.rows].map((row, place) => ({row, place, text: folded(row.textContent)}));
    const heads = [...table.tHead.rows[0].cells];
    const {box, field, told} = controls(region, table);
    let sorted = 0;

    const filter = () => {
      const words = folded(field.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const one of rows) {
        const fits = words.every((word) => one.text.includes(word));
        one.row.hidden = !fits;
        shown += fits;
      }
      told.textContent = words.length ? said("%(shown)s of %(rows)s rows", {shown, rows: rows.length}) : "";
    };

    const sort = () => {
      const column = Math.abs(sorted) - 1;
      heads.forEach((head, place) => {
        if (place === column) head.setAttribute("aria-sort", sorted > 0 ? "ascending" : "descending");
        else head.removeAttribute("aria-sort");
      });
      const order = column < 0 ? [...rows] : rows.map((one) => ({...one, worth: worth(one.row.cells[column])}));
      order.sort((a, b) => (column < 0 ? 0 : compared(a.worth, b.worth) * Math.sign(sorted)) || a.place - b.place);
      body.append(...order.map((one) => one.row));
    };

    const remember = () => {
      const address = new URL(location.href);
      const keep = (key, value) => value ? address.searchParams.set(key, value) : address.searchParams.delete(key);
      keep(`${name}.q`, field.value.trim());
      keep(`${name}.sort`, sorted ? String(sorted) : "");
      history.replaceState(history.state, "", address);
    };

    heads.forEach((head, place) => {
      const button = element("button", "docgraph-sort", head.textContent);
      button.type = "button";
      button.addEventListener("click", () => {
        // up, down, and back to the order of the page
        sorted = sorted === place + 1 ? -sorted : sorted === -place - 1 ? 0 : place + 1;
        sort();
        remember();
      });
      head.replaceChildren(button);
    });
    field.addEventListener("input", () => { filter(); remember(); });
    box.addEventListener("submit", (event) => event.preventDefault());

    const asked = new URL(location.href).searchParams;
    field.value = asked.get(`${name}.q`) || "";
    const wanted = parseInt(asked.get(`${name}.sort`) || "0", 10);
    sorted = Math.abs(wanted) <= heads.length ? wanted || 0 : 0;
    if (sorted) sort();
    if (field.value) filter();
  };

  const controls = (region, table) => {
    const box = element("form", "docgraph-filter");
    const label = element("label", "", `${said("Filter")} `);
    const field = element("input", "");
    field.type = "search";
    field.setAttribute("aria-label", said("Filter: %(table)s", {table: table.caption ? table.caption.textContent : ""}));
    const told = element("span", "docgraph-quiet");
    told.setAttribute("role", "status");
    label.append(field);
    box.append(label, told);
    const next = region.nextElementSibling;
    if (next && next.matches(".docgraph-pages")) box.append(element("span", "docgraph-quiet", said("on this page; all rows are in the CSV")));
    region.before(box);
    return {box, field, told};
  };

  start();
})();
