//! Which cells depend on themselves: the strongly connected parts of what an edit reaches (Tarjan's algorithm, with its
//! own stack instead of recursion).

use rustc_hash::{FxHashMap, FxHashSet};

use super::Engine;
use super::graph::NodeRef;

#[derive(Clone, Copy)]
struct Mark {
    index: u32,
    low: u32,
    is_on_stack: bool,
}

struct Frame {
    node: NodeRef,
    /// Where this node's successors begin in the shared list; they end where the next frame's begin.
    first: usize,
}

/// The formula cells among the nodes that lie on a cycle.
#[inline(never)]
pub(super) fn members(engine: &Engine, nodes: &[NodeRef]) -> FxHashSet<u32> {
    let mut marks: FxHashMap<u32, Mark> = FxHashMap::default();
    let mut on_cycle = FxHashSet::default();
    let mut component_stack: Vec<NodeRef> = Vec::new();
    let mut successors: Vec<NodeRef> = Vec::new();
    let mut frames: Vec<Frame> = Vec::new();
    let mut count = 0u32;
    for root in nodes {
        if marks.contains_key(&root.0) {
            continue;
        }
        enter(engine, *root, &mut count, &mut marks, &mut component_stack, &mut successors, &mut frames);
        while let Some(frame) = frames.last() {
            let node = frame.node;
            if successors.len() > frame.first {
                let Some(next) = successors.pop() else { break };
                match marks.get(&next.0).copied() {
                    None => {
                        enter(engine, next, &mut count, &mut marks, &mut component_stack, &mut successors, &mut frames);
                    }
                    Some(seen) if seen.is_on_stack => lower(&mut marks, node, seen.index),
                    Some(_) => {}
                }
                continue;
            }
            frames.pop();
            let Some(mark) = marks.get(&node.0).copied() else { continue };
            if let Some(parent) = frames.last() {
                lower(&mut marks, parent.node, mark.low);
            }
            if mark.low == mark.index {
                take_component(engine, node, &mut marks, &mut component_stack, &mut on_cycle);
            }
        }
    }
    on_cycle
}

fn enter(
    engine: &Engine,
    node: NodeRef,
    count: &mut u32,
    marks: &mut FxHashMap<u32, Mark>,
    component_stack: &mut Vec<NodeRef>,
    successors: &mut Vec<NodeRef>,
    frames: &mut Vec<Frame>,
) {
    marks.insert(node.0, Mark { index: *count, low: *count, is_on_stack: true });
    *count += 1;
    component_stack.push(node);
    frames.push(Frame { node, first: successors.len() });
    engine.for_each_successor(node, |next| successors.push(next));
}

fn lower(marks: &mut FxHashMap<u32, Mark>, node: NodeRef, low: u32) {
    if let Some(mark) = marks.get_mut(&node.0) {
        mark.low = mark.low.min(low);
    }
}

fn take_component(
    engine: &Engine,
    root: NodeRef,
    marks: &mut FxHashMap<u32, Mark>,
    component_stack: &mut Vec<NodeRef>,
    on_cycle: &mut FxHashSet<u32>,
) {
    let mut component = Vec::new();
    while let Some(node) = component_stack.pop() {
        if let Some(mark) = marks.get_mut(&node.0) {
            mark.is_on_stack = false;
        }
        component.push(node);
        if node == root {
            break;
        }
    }
    let mut reads_itself = component.len() > 1;
    if !reads_itself {
        engine.for_each_successor(root, |next| reads_itself |= next == root);
    }
    if reads_itself {
        on_cycle.extend(component.iter().filter(|node| node.as_range().is_none()).map(|node| node.0));
    }
}
