//! Where the boxes and arrows of a graph go: layers from top to bottom, arrows at right angles that cross no box.
//!
//! ```text
//!  gap 0      ╭───────────╮          1. edges to a block that the walk is inside of go back, the others go down
//!  layer 0   [a]  d       │          2. a box lies one layer below the lowest of those that lead to it
//!  gap 1      ├─╮ │       │          3. an edge that passes layers gets a dummy box in each; one that goes back gets one in
//!  layer 1   [b] d│       │             each layer from its target to its source, so that it runs beside them
//!  gap 2      ╰─╮│╰╮      │          4. boxes are ordered by where their neighbours are, and moved as near to them as
//!  layer 2     [c] d      │             their order allows
//!  gap 3        ╰──╯                 5. what is not vertical lies in the gaps, each on a track of its own
//! ```
//!
//! INVARIANT: a vertical piece lies in the column of its own box or dummy while it passes a layer, and horizontal pieces lie
//! in gaps: so no arrow crosses a box, and the tests hold it.

use super::route::route;

/// A graph to lay out: sizes of its boxes, the first of which is the entry, and its edges.
#[derive(Default, Debug)]
pub struct Graph {
    /// Width and height.
    pub boxes: Vec<(f64, f64)>,
    /// From, to.
    pub edges: Vec<(usize, usize)>,
}

/// The drawing.
#[derive(Default, Debug)]
pub struct Drawing {
    /// Width and height.
    pub size: (f64, f64),
    /// The upper left corner of each box.
    pub corners: Vec<(f64, f64)>,
    /// The corners of each edge's line, from its source to its target.
    pub lines: Vec<Vec<(f64, f64)>>,
    /// Whether each edge goes back.
    pub back: Vec<bool>,
}

/// Room between boxes of a layer, and round a dummy.
pub const BETWEEN: f64 = 26.0;
const BETWEEN_DUMMIES: f64 = 14.0;
/// Height of a gap without tracks, and of each track.
pub const GAP: f64 = 26.0;
pub const TRACK: f64 = 9.0;
/// The most room between two arrows at a box.
pub const PORTS: f64 = 18.0;
/// Rounds of ordering and of moving.
const ROUNDS: usize = 12;
/// Nearer than this, two vertical pieces would look like one.
pub const SAME: f64 = 4.0;

/// One box or dummy of a layer.
pub struct Node {
    /// Its layer.
    pub layer: usize,
    /// Zero for a dummy.
    pub width: f64,
    /// Zero for a dummy.
    pub height: f64,
    /// Its middle.
    pub x: f64,
    is_dummy: bool,
    up: Vec<usize>,
    down: Vec<usize>,
}

/// Lays a graph out.
pub fn layout(graph: &Graph) -> Drawing {
    if graph.boxes.is_empty() {
        return Drawing::default();
    }
    let back = back_edges(graph);
    let (mut nodes, chains) = nodes(graph, &back);
    let mut layers = order(&nodes, graph.boxes.len());
    reorder(&mut layers, &nodes);
    place(&layers, &mut nodes);
    route(graph, &back, &nodes, &layers, &chains)
}

/// Edges to a box that the walk from the entry is inside of.
fn back_edges(graph: &Graph) -> Vec<bool> {
    let mut out: Vec<Vec<usize>> = vec![Vec::new(); graph.boxes.len()];
    for (at, &(from, _)) in graph.edges.iter().enumerate() {
        out[from].push(at);
    }
    let (mut back, mut state) = (vec![false; graph.edges.len()], vec![0_u8; graph.boxes.len()]);
    for root in 0..graph.boxes.len() {
        if state[root] != 0 {
            continue;
        }
        state[root] = 1;
        let mut stack = vec![(root, 0)];
        while let Some((node, next)) = stack.last_mut() {
            let Some(&edge) = out[*node].get(*next) else {
                state[*node] = 2;
                stack.pop();
                continue;
            };
            *next += 1;
            let to = graph.edges[edge].1;
            match state[to] {
                0 => {
                    state[to] = 1;
                    stack.push((to, 0));
                }
                1 => back[edge] = true,
                _ => {}
            }
        }
    }
    back
}

/// Boxes and dummies; of each edge, the nodes that it goes through, from above to below.
fn nodes(graph: &Graph, back: &[bool]) -> (Vec<Node>, Vec<Vec<usize>>) {
    let layers = layers_of(graph, back);
    let mut nodes: Vec<Node> = graph
        .boxes
        .iter()
        .zip(&layers)
        .map(|(&(width, height), &layer)| Node {
            layer,
            width,
            height,
            x: 0.0,
            is_dummy: false,
            up: Vec::new(),
            down: Vec::new(),
        })
        .collect();
    let mut chains = Vec::new();
    for (&(from, to), &back) in graph.edges.iter().zip(back) {
        let passed = if back { layers[to]..layers[from] + 1 } else { layers[from] + 1..layers[to] };
        let first = nodes.len();
        nodes.extend(passed.map(|layer| Node {
            layer,
            width: 0.0,
            height: 0.0,
            x: 0.0,
            is_dummy: true,
            up: Vec::new(),
            down: Vec::new(),
        }));
        let dummies = first..nodes.len();
        let chain: Vec<usize> = match back {
            true => dummies.collect(),
            false => std::iter::once(from).chain(dummies).chain([to]).collect(),
        };
        for pair in chain.windows(2) {
            nodes[pair[0]].down.push(pair[1]);
            nodes[pair[1]].up.push(pair[0]);
        }
        chains.push(chain);
    }
    (nodes, chains)
}

/// The longest way from a source, edges that go back aside.
fn layers_of(graph: &Graph, back: &[bool]) -> Vec<usize> {
    let forward = || graph.edges.iter().zip(back).filter(|(_, back)| !**back).map(|(edge, _)| *edge);
    let mut waiting = vec![0; graph.boxes.len()];
    forward().for_each(|(_, to)| waiting[to] += 1);
    let mut out: Vec<Vec<usize>> = vec![Vec::new(); graph.boxes.len()];
    forward().for_each(|(from, to)| out[from].push(to));
    let mut layers = vec![0; graph.boxes.len()];
    let mut ready: Vec<usize> = (0..graph.boxes.len()).filter(|&node| waiting[node] == 0).collect();
    while let Some(node) = ready.pop() {
        for &to in &out[node] {
            layers[to] = layers[to].max(layers[node] + 1);
            waiting[to] -= 1;
            if waiting[to] == 0 {
                ready.push(to);
            }
        }
    }
    layers
}

/// The layers, each in the order in which a walk from the entry comes by: boxes first, then what goes beside them.
fn order(nodes: &[Node], boxes: usize) -> Vec<Vec<usize>> {
    let depth = nodes.iter().map(|node| node.layer + 1).max().unwrap_or(0);
    let (mut layers, mut seen) = (vec![Vec::new(); depth], vec![false; nodes.len()]);
    for root in (0..boxes).chain(boxes..nodes.len()) {
        let mut stack = vec![root];
        while let Some(node) = stack.pop() {
            if !std::mem::replace(&mut seen[node], true) {
                layers[nodes[node].layer].push(node);
                stack.extend(nodes[node].down.iter().rev());
            }
        }
    }
    layers
}

/// Orders each layer by the middle of its neighbours above, then below, and so on; the order with the fewest crossings stays.
fn reorder(layers: &mut Vec<Vec<usize>>, nodes: &[Node]) {
    let mut best = (crossings(layers, nodes), layers.clone());
    for round in 0..ROUNDS {
        if best.0 == 0 {
            break;
        }
        let downwards = round % 2 == 0;
        let count = layers.len();
        for step in 1..count {
            let at = if downwards { step } else { count - 1 - step };
            let beside = if downwards { at - 1 } else { at + 1 };
            let mut position = vec![0.0; nodes.len()];
            layers[beside].iter().enumerate().for_each(|(place, &node)| position[node] = place as f64);
            let key = |(place, &node): (usize, &usize)| {
                let near = if downwards { &nodes[node].up } else { &nodes[node].down };
                let sum: f64 = near.iter().map(|&n| position[n]).sum();
                (if near.is_empty() { place as f64 } else { sum / near.len() as f64 }, node)
            };
            let mut keyed: Vec<(f64, usize)> = layers[at].iter().enumerate().map(key).collect();
            keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
            layers[at] = keyed.into_iter().map(|(_, node)| node).collect();
        }
        let now = crossings(layers, nodes);
        if now < best.0 {
            best = (now, layers.clone());
        }
    }
    *layers = best.1;
}

fn crossings(layers: &[Vec<usize>], nodes: &[Node]) -> usize {
    let mut position = vec![0; nodes.len()];
    layers.iter().for_each(|layer| layer.iter().enumerate().for_each(|(at, &node)| position[node] = at));
    let mut count = 0;
    for layer in layers {
        // Ends below, in the order of the ends above: each pair that is out of order crosses.
        let mut ends: Vec<usize> = Vec::new();
        for &node in layer {
            let mut below: Vec<usize> = nodes[node].down.iter().map(|&to| position[to]).collect();
            below.sort_unstable();
            for end in below {
                let at = ends.partition_point(|&other| other <= end);
                count += ends.len() - at;
                ends.insert(at, end);
            }
        }
    }
    count
}

/// Moves nodes as near to their neighbours as order and room allow.
fn place(layers: &[Vec<usize>], nodes: &mut [Node]) {
    for layer in layers {
        let mut x = 0.0;
        for pair in 0..layer.len() {
            if pair > 0 {
                x += room(&nodes[layer[pair - 1]], &nodes[layer[pair]]);
            }
            nodes[layer[pair]].x = x;
        }
    }
    for round in 0..ROUNDS {
        let downwards = round % 2 == 0;
        let last = layers.len() - 1;
        for step in 0..layers.len() {
            let layer = &layers[if downwards { step } else { last - step }];
            let wanted: Vec<(f64, f64)> = layer.iter().map(|&node| wanted(node, nodes, downwards)).collect();
            let rooms: Vec<f64> =
                layer.windows(2).map(|pair| room(&nodes[pair[0]], &nodes[pair[1]])).collect();
            for (&node, x) in layer.iter().zip(nearest(&wanted, &rooms)) {
                nodes[node].x = x;
            }
        }
    }
}

/// The room that the middles of two neighbours need.
fn room(left: &Node, right: &Node) -> f64 {
    let between = if left.is_dummy && right.is_dummy { BETWEEN_DUMMIES } else { BETWEEN };
    (left.width + right.width) / 2.0 + between
}

/// Where a node wants to be, and how much; long edges want to be straight.
fn wanted(node: usize, nodes: &[Node], downwards: bool) -> (f64, f64) {
    let this = &nodes[node];
    let (first, second) = if downwards { (&this.up, &this.down) } else { (&this.down, &this.up) };
    let near = if first.is_empty() { second } else { first };
    let weight = |other: usize| match (this.is_dummy, nodes[other].is_dummy) {
        (true, true) => 8.0,
        (false, false) => 2.0,
        _ => 1.0,
    };
    let total: f64 = near.iter().map(|&other| weight(other)).sum();
    if total == 0.0 {
        return (this.x, 0.1);
    }
    (near.iter().map(|&other| weight(other) * nodes[other].x).sum::<f64>() / total, total)
}

/// The places that are nearest to the wanted ones, with at least this room between: neighbours that push each other move
/// as one (the pool of adjacent violators).
fn nearest(wanted: &[(f64, f64)], rooms: &[f64]) -> Vec<f64> {
    let mut offsets = vec![0.0];
    rooms.iter().for_each(|room| offsets.push(offsets.last().unwrap_or(&0.0) + room));
    // Weighted sum, weight, how many.
    let mut pools: Vec<(f64, f64, usize)> = Vec::new();
    for (&(x, weight), offset) in wanted.iter().zip(&offsets) {
        let mut pool = ((x - offset) * weight, weight, 1);
        while let Some(&(sum, total, count)) = pools.last()
            && sum / total >= pool.0 / pool.1
        {
            pool = (pool.0 + sum, pool.1 + total, pool.2 + count);
            pools.pop();
        }
        pools.push(pool);
    }
    let middles = pools.iter().flat_map(|&(sum, total, count)| std::iter::repeat_n(sum / total, count));
    middles.zip(offsets).map(|(x, offset)| x + offset).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// No arrow may cross a box, whatever the graph; boxes may not overlap; arrows begin below and end on top.
    fn check(graph: &Graph) {
        let drawing = layout(graph);
        assert_eq!((drawing.corners.len(), drawing.lines.len()), (graph.boxes.len(), graph.edges.len()));
        let rect = |at: usize| {
            let ((x, y), (width, height)) = (drawing.corners[at], graph.boxes[at]);
            (x, y, x + width, y + height)
        };
        for a in 0..graph.boxes.len() {
            let (x0, y0, x1, y1) = rect(a);
            assert!(x0 >= 0.0 && y0 >= 0.0 && x1 <= drawing.size.0 && y1 <= drawing.size.1, "{graph:?}");
            for b in 0..a {
                let (u0, v0, u1, v1) = rect(b);
                assert!(x1 < u0 || u1 < x0 || y1 < v0 || v1 < y0, "boxes {a} and {b} overlap in {graph:?}");
            }
        }
        for (line, &(from, to)) in drawing.lines.iter().zip(&graph.edges) {
            let (first, last) = (line[0], line[line.len() - 1]);
            let (source, target) = (rect(from), rect(to));
            assert!(
                (first.1 - source.3).abs() < 1e-6 && source.0 < first.0 && first.0 < source.2,
                "{graph:?}"
            );
            assert!((last.1 - target.1).abs() < 1e-6 && target.0 < last.0 && last.0 < target.2, "{graph:?}");
            for pair in line.windows(2) {
                let ((x, y), (u, v)) = (pair[0], pair[1]);
                assert!((x - u).abs() < 0.5 || (y - v).abs() < 0.5, "a slanted piece in {graph:?}");
                for at in 0..graph.boxes.len() {
                    let (x0, y0, x1, y1) = rect(at);
                    let inside =
                        x.min(u) < x1 && x.max(u) > x0 && y.min(v) < y1 - 1e-6 && y.max(v) > y0 + 1e-6;
                    assert!(!inside, "an arrow crosses box {at} in {graph:?}");
                }
            }
        }
    }

    #[test]
    fn arrows_cross_no_box() {
        let sized =
            |count: usize| (0..count).map(|n| (60.0 + 23.0 * (n % 5) as f64, 20.0 + 31.0 * (n % 3) as f64));
        // A loop, a block that jumps to itself, an edge past a layer, a block that nothing leads to.
        let edges = vec![(0, 1), (1, 2), (2, 1), (1, 3), (3, 3), (0, 3), (3, 0), (4, 3)];
        check(&Graph { boxes: sized(5).collect(), edges });
        check(&Graph { boxes: vec![(10.0, 10.0)], edges: Vec::new() });
        assert_eq!(layout(&Graph::default()).size, (0.0, 0.0));
        // Graphs by the dozen, each from its number.
        let mut state = 88172645463325252_u64;
        let mut next = |below: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state % below as u64) as usize
        };
        for _ in 0..150 {
            let count = 1 + next(14);
            let edges = (0..next(3 * count)).map(|_| (next(count), next(count))).collect();
            check(&Graph { boxes: sized(count).collect(), edges });
        }
    }

    #[test]
    fn edges_that_go_back_are_known() {
        let graph =
            Graph { boxes: vec![(50.0, 20.0); 4], edges: vec![(0, 1), (1, 2), (2, 1), (1, 3), (3, 3)] };
        assert_eq!(layout(&graph).back, [false, false, true, false, true]);
    }
}
