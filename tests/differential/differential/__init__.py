"""botocore and generated code, side by side over every paginator and waiter of a service."""
