"""Soil: safe use of farmland and parcels."""
