// count-edges: how many relationships of one kind there are, from the count store.
// access: read
// params: none
// rows:   kind STRING, count INTEGER, one row
MATCH ()-[edge:EDGE_KIND]->()
RETURN 'EDGE_KIND' AS kind, count(edge) AS count
