// put-graph-version: records what migrations have done.
// access: write
// params: $version INTEGER, $vocabulary STRING
// rows:   none
// try:    :param {version: 1, vocabulary: ''}
MERGE (graph:ParleyGraph)
SET graph.version = $version, graph.vocabulary = $vocabulary
