//! The packages of the workspace and their dependencies, as `cargo metadata` has them.

use std::collections::{BTreeMap, HashSet, VecDeque};

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::process;
use crate::project::Project;

/// Which package depends on which.
pub struct Graph {
    packages: BTreeMap<String, Package>,
    members: HashSet<String>,
    edges: BTreeMap<String, Vec<Edge>>,
}

impl Graph {
    /// Asks cargo.
    pub fn read(project: &Project) -> Result<Self> {
        let mut cargo = project.cargo(&["metadata", "--format-version", "1"]);
        Self::parse(&process::capture(&mut cargo)?)
    }

    /// Reads what `cargo metadata --format-version 1` prints.
    pub fn parse(metadata: &str) -> Result<Self> {
        let metadata: Metadata =
            serde_json::from_str(metadata).context("cargo metadata is not readable")?;
        let by_id = |package: Package| (package.id.clone(), package);
        let edges = |node: Node| (node.id, node.deps);
        Ok(Self {
            packages: metadata.packages.into_iter().map(by_id).collect(),
            members: metadata.workspace_members,
            edges: metadata.resolve.nodes.into_iter().map(edges).collect(),
        })
    }

    /// Names of the workspace's own packages, sorted by their ids.
    pub fn members(&self) -> impl Iterator<Item = &str> {
        let own = self
            .packages
            .values()
            .filter(|package| self.members.contains(&package.id));
        own.map(|package| package.name.as_str())
    }

    /// Names of the workspace's packages that state a dependency for their tests.
    pub fn members_developed_with(&self, dependency: &str) -> Vec<String> {
        let states = |package: &&Package| {
            let mut stated = package.dependencies.iter();
            stated.any(|one| one.name == dependency && one.kind.as_deref() == Some("dev"))
        };
        let own = self
            .packages
            .values()
            .filter(|package| self.members.contains(&package.id));
        own.filter(states)
            .map(|package| package.name.clone())
            .collect()
    }

    /// The shortest way from a member to a dependency, direct or not, that `is_meant` accepts; its
    /// own tests' and build script's dependencies are no part of what it is.
    pub fn path(&self, member: &str, is_meant: impl Fn(&str) -> bool) -> Option<Vec<String>> {
        let start = self
            .packages
            .values()
            .find(|package| package.name == member && self.members.contains(&package.id))?;
        let mut ways = VecDeque::from([vec![start.id.as_str()]]);
        let mut seen = HashSet::from([start.id.as_str()]);
        while let Some(way) = ways.pop_front() {
            let here = *way.last()?;
            if way.len() > 1 && is_meant(self.name(here)) {
                return Some(way.iter().map(|id| self.name(id).to_owned()).collect());
            }
            for next in self.dependencies(here).filter(|next| seen.insert(next)) {
                ways.push_back([way.as_slice(), &[next]].concat());
            }
        }
        None
    }

    fn name(&self, id: &str) -> &str {
        self.packages.get(id).map_or("", |package| &package.name)
    }

    fn dependencies(&self, id: &str) -> impl Iterator<Item = &str> {
        let edges = self.edges.get(id).into_iter().flatten();
        edges
            .filter(|edge| edge.is_normal())
            .map(|edge| edge.pkg.as_str())
    }
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    workspace_members: HashSet<String>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    dependencies: Vec<Stated>,
}

#[derive(Deserialize)]
struct Stated {
    name: String,
    kind: Option<String>,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Edge>,
}

#[derive(Deserialize)]
struct Edge {
    pkg: String,
    dep_kinds: Vec<EdgeKind>,
}

#[derive(Deserialize)]
struct EdgeKind {
    kind: Option<String>,
}

impl Edge {
    fn is_normal(&self) -> bool {
        self.dep_kinds.iter().any(|edge| edge.kind.is_none())
    }
}
