//! The arrows of a drawing: see [`layout`](super::layout) for the picture.

use super::layout::{BETWEEN, Drawing, GAP, Graph, Node, PORTS, SAME, TRACK};

/// A piece of an edge in one gap: from where it comes in to where it goes out, and on which side of the gap these are.
struct Piece {
    gap: usize,
    from: (f64, Side),
    to: (f64, Side),
    /// Its track from above, where it is not vertical.
    track: Option<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Above,
    Below,
}

impl Piece {
    fn ends(&self, side: Side) -> impl Iterator<Item = f64> {
        [self.from, self.to].into_iter().filter(move |end| end.1 == side).map(|end| end.0)
    }

    fn span(&self) -> (f64, f64) {
        (self.from.0.min(self.to.0), self.from.0.max(self.to.0))
    }

    fn is_vertical(&self) -> bool {
        (self.from.0 - self.to.0).abs() < 0.5 && self.from.1 != self.to.1
    }

    /// Whether it has to lie above another one: a piece of it comes down where one of the other goes on down.
    fn above(&self, other: &Piece) -> bool {
        self.ends(Side::Above).any(|x| other.ends(Side::Below).any(|y| (x - y).abs() < SAME))
    }
}

/// Draws boxes and edges whose columns are known. `chains` are the nodes that each edge goes through, from above to below.
pub fn route(
    graph: &Graph,
    back: &[bool],
    nodes: &[Node],
    layers: &[Vec<usize>],
    chains: &[Vec<usize>],
) -> Drawing {
    let mut edges = pieces(graph, back, nodes, chains);
    let mut tracks = vec![0; layers.len() + 1];
    for (gap, count) in tracks.iter_mut().enumerate() {
        let here = edges.iter_mut().flatten().filter(|piece| piece.gap == gap && !piece.is_vertical());
        *count = assign(&mut here.collect::<Vec<_>>());
    }

    // From above to below: a gap, a layer, …, a gap.
    let (mut gaps, mut tops, mut y) = (Vec::new(), Vec::new(), 0.0);
    for (gap, &count) in tracks.iter().enumerate() {
        gaps.push(y);
        let is_outside = gap == 0 || gap == layers.len();
        y += if is_outside && count == 0 { GAP / 2.0 } else { GAP + TRACK * count as f64 };
        if let Some(layer) = layers.get(gap) {
            tops.push(y);
            y += layer.iter().map(|&node| nodes[node].height).fold(0.0, f64::max);
        }
    }
    let lines: Vec<Vec<(f64, f64)>> = graph
        .edges
        .iter()
        .zip(&edges)
        .map(|(&(from, to), pieces)| {
            let bottom = tops[nodes[from].layer] + nodes[from].height;
            let mut line = vec![(pieces.first().map_or(0.0, |piece| piece.from.0), bottom)];
            for piece in pieces {
                if let Some(track) = piece.track {
                    let y = gaps[piece.gap] + GAP / 2.0 + TRACK * track as f64;
                    line.extend([(piece.from.0, y), (piece.to.0, y)]);
                }
            }
            line.push((pieces.last().map_or(0.0, |piece| piece.to.0), tops[nodes[to].layer]));
            line
        })
        .collect();

    let lefts = nodes.iter().map(|node| node.x - node.width / 2.0);
    let left = lefts.chain(lines.iter().flatten().map(|point| point.0)).fold(f64::MAX, f64::min) - BETWEEN;
    let rights = nodes.iter().map(|node| node.x + node.width / 2.0);
    let right = rights.chain(lines.iter().flatten().map(|point| point.0)).fold(f64::MIN, f64::max) + BETWEEN;
    let moved = |line: Vec<(f64, f64)>| line.into_iter().map(|(x, y)| (x - left, y)).collect();
    let corners = nodes.iter().take(graph.boxes.len());
    Drawing {
        size: (right - left, y),
        corners: corners.map(|node| (node.x - node.width / 2.0 - left, tops[node.layer])).collect(),
        lines: lines.into_iter().map(moved).collect(),
        back: back.to_vec(),
    }
}

/// The pieces of each edge, from its source to its target.
fn pieces(graph: &Graph, back: &[bool], nodes: &[Node], chains: &[Vec<usize>]) -> Vec<Vec<Piece>> {
    // Where an edge leaves and enters its boxes, and which column it comes from and goes to there.
    let beside = |edge: usize, at_source: bool| -> f64 {
        let chain = &chains[edge];
        let at = match (back[edge], at_source) {
            (true, true) => chain.last(),
            (true, false) => chain.first(),
            (false, true) => chain.get(1),
            (false, false) => chain.len().checked_sub(2).and_then(|at| chain.get(at)),
        };
        at.map_or(0.0, |&node| nodes[node].x)
    };
    let ports = |at_source: bool| {
        let mut xs = vec![0.0; graph.edges.len()];
        let mut ends: Vec<Vec<usize>> = vec![Vec::new(); graph.boxes.len()];
        for (edge, &(from, to)) in graph.edges.iter().enumerate() {
            ends[if at_source { from } else { to }].push(edge);
        }
        for (node, mut edges) in ends.into_iter().enumerate() {
            edges.sort_by(|&a, &b| beside(a, at_source).total_cmp(&beside(b, at_source)));
            let count = edges.len();
            let between = PORTS.min(nodes[node].width / (count + 1) as f64);
            for (place, edge) in edges.into_iter().enumerate() {
                xs[edge] = nodes[node].x + (place as f64 - (count - 1) as f64 / 2.0) * between;
            }
        }
        xs
    };
    let (sources, targets) = (ports(true), ports(false));
    let edge = |(at, chain): (usize, &Vec<usize>)| {
        let piece = |gap, from, to| Piece { gap, from, to, track: None };
        let node = |place: usize| &nodes[chain[place]];
        let last = chain.len() - 1;
        if !back[at] {
            let down = |place: usize| {
                let from = if place == 0 { sources[at] } else { node(place).x };
                let to = if place + 1 == last { targets[at] } else { node(place + 1).x };
                piece(node(place).layer + 1, (from, Side::Above), (to, Side::Below))
            };
            return (0..last).map(down).collect();
        }
        let turn = piece(node(last).layer + 1, (sources[at], Side::Above), (node(last).x, Side::Above));
        let up = |place: usize| {
            piece(node(place).layer, (node(place).x, Side::Below), (node(place - 1).x, Side::Above))
        };
        let end = piece(node(0).layer, (node(0).x, Side::Below), (targets[at], Side::Below));
        std::iter::once(turn).chain((1..=last).rev().map(up)).chain([end]).collect()
    };
    chains.iter().enumerate().map(edge).collect()
}

/// Gives the pieces of one gap their tracks: how many there are.
fn assign(pieces: &mut [&mut Piece]) -> usize {
    // Pieces to the right nest from the right, those to the left from the left: so they do not cross each other.
    let rank = |piece: &Piece| {
        let down =
            if piece.from.1 == Side::Above { (piece.from.0, piece.to.0) } else { (piece.to.0, piece.from.0) };
        if down.1 > down.0 { -down.0 } else { down.0 }
    };
    pieces.sort_by(|a, b| rank(a).total_cmp(&rank(b)));
    let mut count = 0;
    for _ in 0..pieces.len() {
        // The next one that nothing without a track has to lie above; in a circle of them, any.
        let open = |&at: &usize| pieces[at].track.is_none();
        let is_free = |&at: &usize| {
            (0..pieces.len()).filter(open).all(|other| other == at || !pieces[other].above(pieces[at]))
        };
        let next = (0..pieces.len()).filter(open).find(is_free).or_else(|| (0..pieces.len()).find(open));
        let Some(next) = next else { break };
        let (left, right) = pieces[next].span();
        let meets = |other: &Piece| {
            let (start, end) = other.span();
            start < right + SAME && left < end + SAME
        };
        let mut track = pieces
            .iter()
            .filter(|other| other.above(pieces[next]))
            .filter_map(|other| other.track)
            .map(|track| track + 1)
            .max()
            .unwrap_or(0);
        while pieces.iter().any(|other| other.track == Some(track) && meets(other)) {
            track += 1;
        }
        pieces[next].track = Some(track);
        count = count.max(track + 1);
    }
    count
}
