//! What is asked of the library for what the list is to show: query and order.

use crate::app::panes::list::SortBy;
use crate::app::state::State;
use crate::collection::{EntityId, Literal};
use crate::library::{Order, quoted};

impl State {
    /// The query of the view together with what is filtered: by all names of an entity, since an article may use any.
    pub(super) fn query_of_view(&self) -> String {
        // An article without a name may have it all the same: only the collection can tell. It leaves those out.
        self.narrowed_by(|clause| clause.iter().all(|literal| !literal.negated))
    }

    /// The same with what is left out too, as far as names tell.
    pub(super) fn query_of_list(&self) -> String {
        self.narrowed_by(|_| true)
    }

    /// The query of the view together with those conditions of the filter that `takes` takes.
    fn narrowed_by(&self, takes: impl Fn(&[Literal]) -> bool) -> String {
        let mut parts = Vec::new();
        if !self.shelf.view.text.trim().is_empty() {
            parts.push(format!("({})", self.shelf.view.text));
        }
        let named = |id: EntityId| {
            let entity = self.collection.entity(id)?;
            let names: Vec<String> = std::iter::once(&entity.name)
                .chain(&entity.aliases)
                .map(|name| format!("entity:{}", quoted(name)))
                .collect();
            Some(format!("({})", names.join(" or ")))
        };
        let literal = |Literal { id, negated }: &Literal| {
            Some(if *negated { format!("not {}", named(*id)?) } else { named(*id)? })
        };
        for clause in self.filter.clauses().iter().filter(|clause| takes(clause)) {
            let literals: Option<Vec<String>> = clause.iter().map(literal).collect();
            parts.extend(literals.map(|literals| format!("({})", literals.join(" or "))));
        }
        parts.join(" ")
    }

    /// What the list is sorted by, for its head: of a library, "as given" tells nothing.
    pub fn sorted_in_words(&self) -> &'static str {
        match self.list.sort {
            SortBy::Given if self.shelf.open && self.shelf.view.text.is_empty() => "last added first",
            SortBy::Given if !self.shelf.view.text.is_empty() => "best first",
            sort => sort.label(),
        }
    }

    pub(super) fn order_of_view(&self) -> Order {
        match self.list.sort {
            SortBy::Given if self.shelf.view.text.is_empty() => Order::Added,
            SortBy::Match | SortBy::Story if self.shelf.view.text.is_empty() => Order::Newest,
            SortBy::Given | SortBy::Match | SortBy::Story => Order::Relevance,
            SortBy::Date => Order::Newest,
            SortBy::Oldest => Order::Oldest,
            SortBy::Source => Order::Source,
            SortBy::Length => Order::Length,
            SortBy::Novelty => Order::Novelty,
        }
    }
}
