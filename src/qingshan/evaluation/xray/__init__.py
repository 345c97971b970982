"""The x-ray: numbered rules of consistency over plan, tasks, ledgers, figures and registers, each with a way out."""
