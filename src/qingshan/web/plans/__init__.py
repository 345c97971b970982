"""The plan desk: a document becomes a draft, a person corrects it, and it is adopted; the versions in force."""
