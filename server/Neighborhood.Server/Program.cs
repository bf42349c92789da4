using Neighborhood.Server.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddNeighborhood();
builder.Listen();
var app = builder.Build();
app.MapNeighborhood();
await app.RunAsync();
