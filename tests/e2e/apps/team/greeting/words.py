HELLO = "Hello from the greeting's own module"
