from tests.engines.engines_here import here  # noqa: F401 (a fixture)
