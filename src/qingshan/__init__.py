"""Qingshan 青山: a city's environmental work plan that computes and answers for itself."""
