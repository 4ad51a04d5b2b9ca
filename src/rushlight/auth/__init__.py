"""Who somebody is: passwords, providers, headers of proxies; and how the server remembers."""
