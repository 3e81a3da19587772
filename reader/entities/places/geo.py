"""Distances on the globe."""

import math

from reader.entities.model import Place

_EARTH_KM = 6371.0


def distance_km(one: Place, other: Place) -> float:
    """The great-circle distance of two places in kilometres (haversine)."""
    return distance(one.latitude, one.longitude, other.latitude, other.longitude)


def distance(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """The great-circle distance of two points, given in degrees, in kilometres (haversine)."""
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    step = math.radians(lon2 - lon1) / 2
    inner = math.sin((phi2 - phi1) / 2) ** 2 + math.cos(phi1) * math.cos(phi2) * math.sin(step) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(min(1.0, inner)))
