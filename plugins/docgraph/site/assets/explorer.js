// The explorer's picture. Kinds stand in columns; their order, and that of the nodes in each, was found when the site
// was built, so places are plain arithmetic here. The address holds all that a reader chose.
(() => {
  "use strict";
  const PITCH = 190, ROW = 28, ROOMY = 52, RADIUS = 11, LABELS_FROM = 0.5, NARROW = 480;
  const LISTED = 100, HITS = 12, BUSY = 1500;

  const start = () => {
    const root = document.querySelector(".docgraph-explorer");
    const data = globalThis.docgraphExplorer;
    if (!root || !data || root.dataset.started) return;
    root.dataset.started = "yes";
    // pages that a theme swaps in run this again: what listened for the page before is let go
    if (globalThis.docgraphExplorerEnd) globalThis.docgraphExplorerEnd.abort();
    const end = globalThis.docgraphExplorerEnd = new AbortController();
    explore(root, data, end.signal);
  };

  /** A text in the language of the site: where it is not English, its words stand before this script. */
  const gettext = (text, values = {}) =>
    ((globalThis.docgraphTranslations || {})[text] || text).replace(/%\((\w+)\)s/g, (all, name) => name in values ? values[name] : all);

  const part = (root, name) => root.querySelector(`[data-part="${name}"]`);

  const element = (tag, text, attributes = {}) => {
    const made = document.createElement(tag);
    made.textContent = text;
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  };

  /** The graph, read once: each node with its neighbours as [node, relation, whether it leads there]. */
  const read = (data) => {
    const nodes = data.nodes.map(([kind, ref, name, url, worst], number) => {
      const absent = data.absent[number] || "", title = absent ? `${name} (${absent})` : name;
      return {number, kind, ref, title, url, worst, absent, near: [], x: 0, y: 0, folded: title.toLowerCase() + " " + ref.toLowerCase()};
    });
    for (const [source, target, relation] of data.edges) {
      nodes[source].near.push([target, relation, true]);
      if (source !== target) nodes[target].near.push([source, relation, false]);
    }
    return {...data, nodes, byRef: new Map(nodes.map((node) => [node.ref, node]))};
  };

  /** What the address says, as far as it means something. */
  const stateOf = (graph) => {
    const parameters = new URLSearchParams(location.hash.slice(1));
    const chosen = (key, all) => parameters.has(key) ? new Set(parameters.get(key).split(",")) : new Set(all);
    return {
      focus: graph.byRef.get(parameters.get("focus")) || null,
      unknown: parameters.has("focus") && !graph.byRef.has(parameters.get("focus")) ? parameters.get("focus") : "",
      hops: Math.min(Math.max(parseInt(parameters.get("hops"), 10) || 1, 1), 3),
      kinds: chosen("kinds", graph.kinds),
      relations: chosen("relations", graph.relations.map(([key]) => key)),
      colour: parameters.get("colour") === "finding" ? "finding" : "kind",
      q: parameters.get("q") || "",
    };
  };

  const addressOf = (state, graph) => {
    const parameters = new URLSearchParams();
    if (state.focus) parameters.set("focus", state.focus.ref);
    if (state.focus && state.hops > 1) parameters.set("hops", state.hops);
    if (graph.kinds.some((kind) => !state.kinds.has(kind))) parameters.set("kinds", [...state.kinds].join(","));
    if (graph.relations.some(([key]) => !state.relations.has(key))) parameters.set("relations", [...state.relations].join(","));
    if (state.colour !== "kind") parameters.set("colour", state.colour);
    if (state.q) parameters.set("q", state.q);
    return "#" + parameters;
  };

  /** The nodes and edges that are shown: everything that was not filtered out, or so many steps from the focus. */
  const shown = (graph, state) => {
    const relation = graph.relations.map(([key]) => state.relations.has(key));
    const kind = graph.kinds.map((key) => state.kinds.has(key));
    const inside = new Set();
    if (state.focus) {
      inside.add(state.focus.number);
      let last = [state.focus];
      for (let hop = 0; hop < state.hops; hop++) {
        const next = [];
        for (const node of last) {
          for (const [other, by] of node.near) {
            const found = graph.nodes[other];
            if (relation[by] && kind[found.kind] && !inside.has(other)) { inside.add(other); next.push(found); }
          }
        }
        last = next;
      }
    } else {
      for (const node of graph.nodes) if (kind[node.kind]) inside.add(node.number);
    }
    const nodes = graph.nodes.filter((node) => inside.has(node.number));
    const edges = graph.edges.filter(([from, to, by]) => relation[by] && inside.has(from) && inside.has(to));
    return {nodes, edges, inside};
  };

  /** Let the kinds of one column flow down, and on beside it where it is longer than so many rows. */
  const flow = (kinds, byKind, rows, left, put) => {
    let x = left, y = 0;
    for (const kind of kinds.filter((kind) => byKind[kind].length)) {
      if (y && y + 2 > rows) { x += 1; y = 0; }
      const head = {kind, many: byKind[kind].length, x, y, last: x};
      y += 1;
      for (const node of byKind[kind]) {
        if (y >= rows) { x += 1; y = 1; }
        put(node, x, y);
        y += 1;
      }
      head.last = x;
      put(null, head);
      y += 0.6;
    }
    return y || x > left ? x + 1 : x;
  };

  /** Put the nodes into columns, folded so that the whole has about the proportions of the room. */
  const place = (graph, nodes, wide, high) => {
    const byKind = graph.kinds.map(() => []);
    for (const node of nodes) byKind[node.kind].push(node);
    const groups = [];
    graph.columns.forEach((column, number) => {
      const to = wide < NARROW ? number >> 1 : number;
      groups[to] = [...(groups[to] || []), ...column];
    });
    const flowed = (rows, put) => groups.reduce((x, kinds) => flow(kinds, byKind, rows, x, put), 0);
    const tall = Math.max(...groups.map((kinds) => kinds.reduce((sum, kind) => sum + (byKind[kind].length && byKind[kind].length + 1.6), 0)));
    let rows = Math.ceil(tall), best = 0;
    for (let tried = rows; tried >= 8; tried = Math.floor(tried * 0.92)) {
      const zoom = Math.min(wide / flowed(tried, () => {}) / PITCH, high / tried / ROW);
      if (zoom > best) { best = zoom; rows = tried; }
    }
    const width = Math.max(1, flowed(rows, () => {})) * PITCH;
    const row = Math.max(ROW, Math.min(ROOMY, width * high / wide / (rows + 1)));
    const heads = [];
    flowed(rows, (node, x, y) => {
      if (node) { node.x = x * PITCH; node.y = y * row; }
      else heads.push({...x, x: x.x * PITCH, y: x.y * row, wide: (x.last - x.x + 1) * PITCH});
    });
    const lowest = nodes.reduce((most, node) => Math.max(most, node.y), 0);
    return {heads, width, height: lowest + row};
  };

  /** The line of an edge: from column to column a soft S, in one column a bow. */
  const line = (path, a, b) => {
    if (a === b) return;
    path.moveTo(a.x, a.y);
    const bend = a.x === b.x ? Math.min(44, 14 + Math.abs(a.y - b.y) / 6) : (b.x - a.x) / 2;
    if (a.x === b.x) path.bezierCurveTo(a.x - bend, a.y, b.x - bend, b.y, b.x, b.y);
    else path.bezierCurveTo(a.x + bend, a.y, b.x - bend, b.y, b.x, b.y);
  };

  const explore = (root, data, signal) => {
    const graph = read(data);
    const controls = part(root, "controls"), canvas = part(root, "canvas"), aside = part(root, "aside");
    const pen = canvas.getContext("2d");
    const glyphs = graph.kinds.map((kind) => root.querySelector(`.docgraph-glyph[data-kind="${kind}"]`));
    const shapes = glyphs.map((glyph) => glyph && new Path2D(glyph.querySelector("path").getAttribute("d")));
    const names = glyphs.map((glyph) => glyph && glyph.parentElement.querySelector("span").textContent);
    const severities = ["info", "warning", "error"].map((name) => root.querySelector(`[data-severity="${name}"] strong`).textContent);
    const lower = glyphs.map((glyph) => glyph ? Number(glyph.querySelector("path").dataset.lower) : 4);
    const view = {x: 0, y: 0, zoom: 1};
    let state = stateOf(graph), seen = shown(graph, state), room = null, scene = null, colours = null;
    let over = null, waiting = 0, hits = new Set(), fitted = true;

    const later = () => { if (!waiting) waiting = requestAnimationFrame(draw); };
    const on = (target, names, act, options = {}) => {
      for (const name of names.split(" ")) target.addEventListener(name, act, {signal, ...options});
    };

    // --- colours of the theme, read anew whenever it may have changed
    const readColours = () => {
      const text = getComputedStyle(canvas).color;
      let ground = "";
      for (let up = canvas; up && !ground; up = up.parentElement) {
        const colour = getComputedStyle(up).backgroundColor;
        if (colour !== "transparent" && !/[,/] ?0\)$/.test(colour)) ground = colour;
      }
      const severities = ["info", "warning", "error"].map((name) => root.querySelector(`[data-severity="${name}"]`));
      colours = {
        text,
        ground: ground || "Canvas",
        font: getComputedStyle(canvas).fontFamily,
        kind: glyphs.map((glyph) => glyph ? getComputedStyle(glyph).color : text),
        finding: [text, ...severities.map((severity) => getComputedStyle(severity).color)],
      };
      scene = null;
      later();
    };

    // --- the scene: paths in the coordinates of the graph, made anew only when what is shown changes
    const grown = () => view.zoom < 0.4 ? 1.25 : 1;
    const build = () => {
      const size = grown(), lines = new Path2D(), groups = new Map();
      for (const [from, to] of seen.edges) line(lines, graph.nodes[from], graph.nodes[to]);
      for (const node of seen.nodes) {
        const dim = hits.size > 0 && !hits.has(node.number);
        const colour = state.colour === "kind" ? colours.kind[node.kind] : colours.finding[node.worst];
        const away = Boolean(node.absent), key = `${dim ? 0 : 1} ${away} ${colour}`;
        if (!groups.has(key)) groups.set(key, {dim, away, colour, path: new Path2D()});
        groups.get(key).path.addPath(shapes[node.kind], new DOMMatrix([size, 0, 0, size, node.x, node.y]));
      }
      scene = {lines, size, groups: [...groups.values()].sort((a, b) => Number(b.dim) - Number(a.dim))};
    };
    /** The lines of the node under the pointer, else of the focus. */
    const strong = () => {
      const path = new Path2D(), node = over || state.focus;
      if (!node || !seen.inside.has(node.number)) return path;
      for (const [other, by, out] of node.near) {
        if (!seen.inside.has(other) || !state.relations.has(graph.relations[by][0])) continue;
        line(path, ...(out ? [node, graph.nodes[other]] : [graph.nodes[other], node]));
      }
      return path;
    };

    const draw = () => {
      waiting = 0;
      if (!canvas.isConnected) return;
      if (!colours) readColours();
      const ratio = devicePixelRatio || 1;
      const wide = Math.round(canvas.clientWidth * ratio), high = Math.round(canvas.clientHeight * ratio);
      if (!wide || !high) return;
      if (canvas.width !== wide || canvas.height !== high) {
        canvas.width = wide;
        canvas.height = high;
        if (fitted) room = scene = null;
      }
      if (!room) { room = place(graph, seen.nodes, canvas.clientWidth, canvas.clientHeight); fit(); }
      if (!scene || scene.size !== grown()) build();
      const zoom = view.zoom * ratio;
      pen.setTransform(1, 0, 0, 1, 0, 0);
      pen.clearRect(0, 0, wide, high);
      pen.setTransform(zoom, 0, 0, zoom, view.x * ratio, view.y * ratio);
      const busy = seen.edges.length > BUSY ? 0.08 : seen.edges.length > 300 ? 0.22 : 0.4;
      pen.strokeStyle = colours.text;
      pen.lineWidth = 1 / view.zoom;
      pen.globalAlpha = over || state.focus ? busy * 0.7 : busy;
      pen.stroke(scene.lines);
      pen.globalAlpha = 0.8;
      pen.lineWidth = 1.5 / view.zoom;
      pen.stroke(strong());
      drawNodes();
      drawText(ratio);
      pen.globalAlpha = 1;
      canvas.dataset.frames = Number(canvas.dataset.frames || 0) + 1;
    };

    const drawNodes = () => {
      pen.lineWidth = Math.max(1.5, 1 / view.zoom);
      for (const {dim, away, colour, path} of scene.groups) {
        const small = scene.size > 1;
        pen.globalAlpha = small && dim ? 0.25 : 1;
        pen.fillStyle = small ? colour : colours.ground;
        pen.fill(path);
        if (small) continue;
        pen.globalAlpha = dim ? 0.25 : 1;
        pen.strokeStyle = colour;
        if (away) pen.setLineDash([3, 2]);
        pen.stroke(path);
        if (away) pen.setLineDash([]);
      }
      for (const node of [state.focus, over]) {
        if (!node || !seen.inside.has(node.number)) continue;
        pen.strokeStyle = colours.text;
        pen.globalAlpha = 1;
        pen.lineWidth = 2.5 / view.zoom;
        pen.beginPath();
        pen.arc(node.x, node.y, 17 * scene.size, 0, 7);
        pen.stroke();
      }
    };

    /** Letters in the glyphs, titles beside them, and the names of the columns, all upright and of one size. */
    const drawText = (ratio) => {
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      const size = Math.min(13, Math.max(11, 12 * view.zoom));
      const near = (node) => {
        const x = node.x * view.zoom + view.x, y = node.y * view.zoom + view.y;
        return x > -PITCH * view.zoom && x < canvas.clientWidth && y > -12 && y < canvas.clientHeight + 12 ? [x, y] : null;
      };
      const all = view.zoom >= LABELS_FROM;
      for (const node of seen.nodes) {
        const found = all || node === over || node === state.focus || hits.size < 40 && hits.has(node.number);
        const at = found && near(node);
        if (!at) continue;
        const dim = hits.size > 0 && !hits.has(node.number) && node !== over;
        pen.globalAlpha = dim ? 0.35 : 1;
        if (all) letters(node, at);
        title(node, at, size, node === over || !all);
      }
      pen.globalAlpha = 1;
      pen.font = `700 ${size}px ${colours.font}`;
      pen.textAlign = "left";
      for (const head of room.heads) {
        const name = names[head.kind], most = (head.wide - RADIUS) * view.zoom;
        const full = `${name} · ${head.many}`, text = pen.measureText(full).width <= most ? full : shortened(name, most);
        if (text.length < 6) continue;
        drawLabel(text, (head.x - RADIUS) * view.zoom + view.x, (head.y + 6) * view.zoom + view.y, size);
      }
    };

    const letters = (node, [x, y]) => {
      const finding = state.colour === "finding";
      const text = finding ? node.worst ? severities[node.worst - 1] : "" : graph.letters[node.kind];
      pen.font = `700 ${11 * view.zoom}px ${colours.font}`;
      pen.textAlign = "center";
      pen.fillStyle = finding ? colours.finding[node.worst] : colours.kind[node.kind];
      pen.fillText(text, x, y + lower[node.kind] * view.zoom);
    };

    const title = (node, [x, y], size, full) => {
      pen.font = `${node === state.focus ? 700 : 400} ${size}px ${colours.font}`;
      pen.textAlign = "left";
      const text = full ? node.title : shortened(node.title, (PITCH - 48) * view.zoom);
      drawLabel(text, x + 16 * Math.max(view.zoom, 0.5), y + size * 0.35, size);
    };

    /** A text that is at most so wide, with an ellipsis if it was cut. */
    const shortened = (text, most) => {
      const is = pen.measureText(text).width;
      return is <= most ? text : text.slice(0, Math.max(0, text.length * most / is - 1)).trimEnd() + "…";
    };

    /** Text on a ground of its own, so that lines end at it. */
    const drawLabel = (text, x, y, size) => {
      const alpha = pen.globalAlpha;
      pen.globalAlpha = 1;
      pen.fillStyle = colours.ground;
      pen.fillRect(x - 2, y - size, pen.measureText(text).width + 4, size * 1.35);
      pen.globalAlpha = alpha;
      pen.fillStyle = colours.text;
      pen.fillText(text, x, y);
    };

    // --- moving about
    const fit = () => {
      if (!room) return;
      const margin = 20, wide = canvas.clientWidth, high = canvas.clientHeight - 3 * margin;
      view.zoom = Math.min(1.3, wide / (room.width + 2 * RADIUS), high / room.height);
      view.x = (wide - (room.width - 6 * RADIUS) * view.zoom) / 2;
      view.y = margin + Math.max(0, (high - room.height * view.zoom) / 3);
      fitted = true;
      later();
    };
    const move = (x, y) => { view.x += x; view.y += y; fitted = false; later(); };
    const zoomBy = (factor, x = canvas.clientWidth / 2, y = canvas.clientHeight / 2) => {
      const zoom = Math.min(4, Math.max(0.05, view.zoom * factor));
      view.x = x - (x - view.x) * zoom / view.zoom;
      view.y = y - (y - view.y) * zoom / view.zoom;
      view.zoom = zoom;
      fitted = false;
      later();
    };
    const nodeAt = (event) => {
      const box = canvas.getBoundingClientRect();
      const x = (event.clientX - box.left - view.x) / view.zoom, y = (event.clientY - box.top - view.y) / view.zoom;
      const reach = Math.max(16, 12 / view.zoom);
      let found = null, least = reach * reach;
      for (const node of seen.nodes) {
        const away = (node.x - x) ** 2 + (node.y - y) ** 2;
        if (away < least) { least = away; found = node; }
      }
      return found;
    };

    // --- what a reader chooses
    const changed = (push) => {
      seen = shown(graph, state);
      const q = state.q.trim().toLowerCase();
      const found = q ? seen.nodes.filter((node) => node.folded.includes(q)) : [];
      const first = (node) => node.folded.startsWith(q) || node.ref.toLowerCase().includes(`:${q}`) ? 0 : 1;
      hits = new Set(found.sort((a, b) => first(a) - first(b)).map((node) => node.number));
      over = room = scene = null;
      controls.hops.disabled = !state.focus;
      if (push !== null) history[push ? "pushState" : "replaceState"](history.state, "", addressOf(state, graph));
      showStatus();
      later();
    };
    const focus = (node) => { state = {...state, focus: node, unknown: "", q: node ? "" : state.q}; controls.q.value = state.q; changed(true); };

    const showStatus = () => {
      const numberOf = (number, singular, plural) => `${number} ${number === 1 ? singular : plural}`;
      const hitsFound = state.q ? `${numberOf(hits.size, gettext("hit"), gettext("hits"))} ${gettext("among")} ` : "";
      const unknown = state.unknown ? gettext("%(name)s not found.", {name: state.unknown}) + " " : "";
      part(root, "status").textContent = `${unknown}${hitsFound}${numberOf(seen.nodes.length, gettext("node"), gettext("nodes"))}, ${numberOf(seen.edges.length, gettext("relation"), gettext("relations"))}`;
      part(root, "severities").hidden = state.colour !== "finding";
      const found = state.q ? listed(gettext("Found"), [...hits].map((number) => graph.nodes[number]), HITS) : [];
      aside.replaceChildren(...(state.focus ? [...about(), ...found] : [...found, ...about()]));
    };
    const about = () => {
      const node = state.focus;
      if (!node) {
        if (state.q) return [];
        const most = [...seen.nodes].sort((a, b) => b.near.length - a.near.length || a.number - b.number).slice(0, HITS);
        return listed(gettext("Most connected"), most, HITS);
      }
      const name = element("h2", node.url ? "" : node.title);
      if (node.url) name.append(element("a", node.title, {href: node.url}));
      const everything = element("button", gettext("Show everything"), {type: "button"});
      everything.addEventListener("click", () => { focus(null); canvas.focus(); });
      const groups = new Map();
      for (const [other, by, out] of node.near) {
        const key = 2 * by + (out ? 0 : 1);
        if (!seen.inside.has(other) || !state.relations.has(graph.relations[by][0])) continue;
        if (!groups.has(key)) groups.set(key, []);
        groups.get(key).push(graph.nodes[other]);
      }
      const keys = [...groups.keys()].sort((a, b) => a - b);
      const worst = ["", gettext("info"), gettext("warning"), gettext("error")][node.worst];
      const details = element("p", worst ? `${node.ref} · ${worst}` : node.ref, {class: "docgraph-muted"});
      return [name, details, everything, ...keys.flatMap((key) => listed(graph.relations[key >> 1][1 + key % 2], groups.get(key), LISTED))];
    };
    const listed = (name, nodes, most) => {
      const list = element("ul", "");
      for (const node of nodes.slice(0, most)) {
        const item = element("li", "");
        const button = element("button", gettext("Focus"), {type: "button", "aria-label": gettext("Focus on %(name)s", {name: node.title})});
        button.addEventListener("click", () => { focus(node); aside.querySelector("h2 a, button").focus(); });
        item.append(node.url ? element("a", node.title, {href: node.url}) : element("span", node.title), button);
        list.append(item);
      }
      if (nodes.length > most) list.append(element("li", gettext("and %(number)s more", {number: nodes.length - most})));
      return [element(state.focus ? "h3" : "h2", name), list];
    };

    /** Bring the controls in line with the state. */
    const show = () => {
      controls.q.value = state.q;
      controls.hops.value = String(state.hops);
      controls.colour.value = state.colour;
      for (const box of controls.querySelectorAll("input[type=checkbox]")) box.checked = state[box.name].has(box.value);
    };
    const chosen = (name) => new Set([...controls.querySelectorAll(`input[name=${name}]`)].filter((box) => box.checked).map((box) => box.value));

    on(controls, "submit", (event) => {
      event.preventDefault();
      const first = [...hits][0];
      if (first !== undefined) focus(graph.nodes[first]);
    });
    on(controls, "input", () => {
      const kinds = chosen("kinds"), relations = chosen("relations");
      const hidden = graph.kinds.filter((kind) => !controls.querySelector(`input[name=kinds][value="${kind}"]`));
      state = {...state, q: controls.q.value, hops: Number(controls.hops.value), colour: controls.colour.value,
        kinds: new Set([...kinds, ...hidden]), relations};
      changed(false);
    });
    on(window, "popstate hashchange", () => {
      if (!root.isConnected || addressOf(state, graph) === (location.hash || "#")) return;
      state = stateOf(graph); show(); changed(null);
    });
    on(window, "resize", later);
    on(root.querySelector(".docgraph-zoom"), "click", (event) => {
      const act = event.target.dataset.do;
      if (act === "fit") fit();
      else if (act) zoomBy(act === "in" ? 1.4 : 1 / 1.4);
    });
    on(canvas, "keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const keys = {
        ArrowLeft: () => move(60, 0), ArrowRight: () => move(-60, 0), ArrowUp: () => move(0, 60), ArrowDown: () => move(0, -60),
        "+": () => zoomBy(1.25), "=": () => zoomBy(1.25), "-": () => zoomBy(0.8), 0: fit, Escape: () => state.focus && focus(null),
      };
      if (!keys[event.key]) return;
      event.preventDefault();
      keys[event.key]();
    });
    on(canvas, "wheel", (event) => {
      if (document.activeElement !== canvas && !event.ctrlKey) return;
      event.preventDefault();
      const box = canvas.getBoundingClientRect();
      zoomBy(Math.exp(-Math.max(-200, Math.min(200, event.deltaY)) / 400), event.clientX - box.left, event.clientY - box.top);
    }, {passive: false});
    pointers(canvas, on, {move, zoomBy, nodeAt, choose: (node) => node && focus(node), hover: (node) => {
      if (node === over) return;
      over = node;
      canvas.toggleAttribute("data-over", Boolean(node));
      later();
    }});
    const themes = new MutationObserver(() => setTimeout(readColours, 300));
    for (const root of [document.documentElement, document.body]) themes.observe(root, {attributes: true});
    signal.addEventListener("abort", () => themes.disconnect());
    on(matchMedia("(prefers-color-scheme: dark)"), "change", () => setTimeout(readColours, 300));

    part(root, "plain").hidden = true;
    controls.hidden = false;
    part(root, "stage").hidden = false;
    new ResizeObserver(later).observe(canvas);
    show();
    changed(null);
  };

  /** Fingers and mice: one drags, two pinch, a tap chooses. */
  const pointers = (canvas, on, {move, zoomBy, nodeAt, choose, hover}) => {
    const down = new Map();
    let moved = false, apart = 0;
    on(canvas, "pointerdown", (event) => {
      canvas.focus({preventScroll: true});
      canvas.setPointerCapture(event.pointerId);
      if (!down.size) moved = false;
      down.set(event.pointerId, [event.clientX, event.clientY]);
      apart = 0;
    });
    on(canvas, "pointermove", (event) => {
      const last = down.get(event.pointerId);
      if (!last) { hover(nodeAt(event)); return; }
      const x = event.clientX - last[0], y = event.clientY - last[1];
      if (!moved && Math.hypot(x, y) < 4) return;
      moved = true;
      down.set(event.pointerId, [event.clientX, event.clientY]);
      if (down.size === 1) { move(x, y); return; }
      const [a, b] = [...down.values()], now = Math.hypot(a[0] - b[0], a[1] - b[1]);
      const box = canvas.getBoundingClientRect();
      if (apart) zoomBy(now / apart, (a[0] + b[0]) / 2 - box.left, (a[1] + b[1]) / 2 - box.top);
      apart = now;
    });
    on(canvas, "pointerup pointercancel", (event) => {
      if (event.type === "pointerup" && down.size === 1 && !moved) choose(nodeAt(event));
      down.delete(event.pointerId);
      apart = 0;
    });
    on(canvas, "pointerleave", () => hover(null));
  };

  start();
  // where scripts come in no order, the data may be later than this
  if (!globalThis.docgraphExplorer) {
    Object.defineProperty(globalThis, "docgraphExplorer", {configurable: true, set(value) {
      Object.defineProperty(globalThis, "docgraphExplorer", {configurable: true, writable: true, value});
      start();
    }});
  }
})();
