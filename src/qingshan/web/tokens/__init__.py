"""Tokens with which programs read the desk as the person who made them, narrowed to scopes."""
