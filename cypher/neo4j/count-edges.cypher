// count-edges: how many relationships of one kind there are, from the count store.
// access: read
// params: none
// rows:   count INTEGER, one row
MATCH ()-[edge:EDGE_KIND]->()
RETURN count(edge) AS count
