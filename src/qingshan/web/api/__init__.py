"""What programs may read, as an OpenAPI document and as a page: drawn from the addresses of the rooms."""
