-- Flights between a few airports, so that the store is asked for different keys.
local airports = { "ORD", "LGA", "ATL", "DFW", "LAX", "SFO", "MSP", "DTW", "PHX", "DEN", "BOS", "SEA" }
local requests = {}

init = function()
  wrk.headers["Content-Type"] = "application/json"
  for i, origin in ipairs(airports) do
    local destination = airports[i % #airports + 1]
    local body = string.format('{"origin":"%s","destination":"%s","scheduled":"2001-06-04T%02d:30"}', origin, destination, 6 + i)
    requests[i] = wrk.format("POST", "/predict", nil, body)
  end
end

local next = 0
request = function()
  next = next % #requests + 1
  return requests[next]
end
