from docgraph.graph.judged import is_live, judged_on

__all__ = ["is_live", "judged_on"]
