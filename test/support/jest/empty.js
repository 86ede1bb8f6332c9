// In the place of a module of which nothing is used; see resolver.js.
