// graph-version: the version that migrations have brought the graph to, and the vocabulary it was made for.
// access: read
// params: none
// rows:   version INTEGER, vocabulary STRING; at most one
MATCH (graph:ParleyGraph)
RETURN graph.version AS version, graph.vocabulary AS vocabulary
