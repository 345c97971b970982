"""The x-ray: what numbered rules of consistency found in plan, tasks, ledgers, figures and registers."""
