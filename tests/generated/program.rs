//! A generated program as a tree of lines and blocks, which can be printed and made smaller.

use std::fmt::Write;

/// A line, or a header with an indented body.
#[derive(Clone, Debug)]
pub enum Node {
    /// One statement.
    Line(String),
    /// `if …:` and its body; what belongs together (`if`/`else`, `try`/`except`) stands in one list of such parts.
    Block(Vec<(String, Vec<Node>)>),
}

/// Prints a list of nodes; an empty body becomes `pass`.
pub fn print(nodes: &[Node]) -> String {
    let mut out = String::new();
    write_nodes(nodes, 0, &mut out);
    out
}

fn write_nodes(nodes: &[Node], depth: usize, out: &mut String) {
    if nodes.is_empty() && depth > 0 {
        let _ = writeln!(out, "{:1$}pass", "", depth * 4);
    }
    for node in nodes {
        match node {
            Node::Line(line) => drop(writeln!(out, "{:1$}{line}", "", depth * 4)),
            Node::Block(parts) => {
                for (header, body) in parts {
                    let _ = writeln!(out, "{:1$}{header}", "", depth * 4);
                    write_nodes(body, depth + 1, out);
                }
            }
        }
    }
}

/// The smallest program found by leaving out nodes, one at a time and in halves, that still is `wrong`.
pub fn shrink(mut nodes: Vec<Node>, wrong: &mut dyn FnMut(&[Node]) -> bool) -> Vec<Node> {
    loop {
        let before = size(&nodes);
        let mut at = 0;
        while at < size(&nodes) {
            // First many at once, then few.
            let mut count = size(&nodes) - at;
            let mut removed = false;
            while count > 0 {
                let smaller = without(&nodes, at, count);
                if size(&smaller) < size(&nodes) && wrong(&smaller) {
                    (nodes, removed) = (smaller, true);
                    break;
                }
                count /= 2;
            }
            if !removed {
                let flatter = lifted(&nodes, at);
                if size(&flatter) < size(&nodes) && wrong(&flatter) {
                    nodes = flatter;
                } else {
                    at += 1;
                }
            }
        }
        if size(&nodes) == before {
            return nodes;
        }
    }
}

/// How many nodes there are.
fn size(nodes: &[Node]) -> usize {
    nodes
        .iter()
        .map(|node| match node {
            Node::Line(_) => 1,
            Node::Block(parts) => 1 + parts.iter().map(|(_, body)| size(body)).sum::<usize>(),
        })
        .sum()
}

/// Without the nodes `at` to `at + count`, counted from the top; a block that goes takes its body with it.
fn without(nodes: &[Node], at: usize, count: usize) -> Vec<Node> {
    fn filter(nodes: &[Node], next: &mut usize, gone: &std::ops::Range<usize>) -> Vec<Node> {
        let mut left = Vec::new();
        for node in nodes {
            let number = *next;
            *next += 1;
            match node {
                Node::Line(line) => {
                    if !gone.contains(&number) {
                        left.push(Node::Line(line.clone()));
                    }
                }
                Node::Block(parts) => {
                    let body = |(header, body): &(String, Vec<Node>), next: &mut usize| {
                        (header.clone(), filter(body, next, gone))
                    };
                    let parts = parts.iter().map(|part| body(part, next)).collect();
                    if !gone.contains(&number) {
                        left.push(Node::Block(parts));
                    }
                }
            }
        }
        left
    }
    filter(nodes, &mut 0, &(at..at + count))
}

/// With the first body of block `at` in place of the block.
fn lifted(nodes: &[Node], at: usize) -> Vec<Node> {
    fn lift(nodes: &[Node], next: &mut usize, at: usize) -> Vec<Node> {
        let mut left = Vec::new();
        for node in nodes {
            let number = *next;
            *next += 1;
            match node {
                Node::Line(_) => left.push(node.clone()),
                Node::Block(parts) => {
                    let mut lifted: Vec<(String, Vec<Node>)> =
                        parts.iter().map(|(header, body)| (header.clone(), lift(body, next, at))).collect();
                    if number == at {
                        left.append(&mut lifted[0].1);
                    } else {
                        left.push(Node::Block(lifted));
                    }
                }
            }
        }
        left
    }
    lift(nodes, &mut 0, at)
}
