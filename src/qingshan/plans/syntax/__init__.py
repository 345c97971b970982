"""The pieces of grammar that stages share: brackets, clauses, unit names, predicates, subjects."""
