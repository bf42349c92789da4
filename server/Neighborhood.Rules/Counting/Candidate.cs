namespace Neighborhood.Rules.Counting;

/// <summary>What can be chosen: a person, an option or a project. Counts name it by its place in the list, from 0.</summary>
/// <param name="Id">Its name among the candidates, once; ids compare as strings, character by character ("13" before "6").</param>
/// <param name="Name">What people call it.</param>
public sealed record Candidate(string Id, string Name);
