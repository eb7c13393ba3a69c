"""Lists in pages that stay right while rows are added: each page begins after the last row of the one before."""

import base64
import binascii
import json
from typing import Any, NamedTuple, cast

from django.core.exceptions import ValidationError
from django.db.models import Field, Model, Q
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ParseError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from polact.rest.fields import LARGEST_ID


class Order(NamedTuple):
    """An order of a list: fields that an index holds, of which the last is unique and none is null."""

    fields: tuple[str, ...]
    descending: bool = False


class Keyset(BasePagination):
    """`?cursor=` goes on after a row, `?page_size=` says how many. A view's `orders` names what `?order=` may be."""

    size = 25
    most = 100
    orders = {"newest": Order(("id",), descending=True)}

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        """The rows of the page that the call asks for; `queryset` is in no order yet."""
        self.request = request
        self.name, self.order = self.chosen_order(request, getattr(view, "orders", self.orders))
        self.wanted = self.chosen_size(request)
        if cursor := request.query_params.get("cursor"):
            queryset = queryset.filter(self.after(self.values_of(cursor, queryset.model)))
        sign = "-" if self.order.descending else ""
        rows = list(queryset.order_by(*(sign + field for field in self.order.fields))[: self.wanted + 1])
        self.has_more, self.page = len(rows) > self.wanted, rows[: self.wanted]
        return self.page

    @staticmethod
    def chosen_order(request: Request, orders: dict[str, Order]) -> tuple[str, Order]:
        name = request.query_params.get("order", next(iter(orders)))
        if name not in orders:
            raise ParseError(_("Unknown order."))
        return name, orders[name]

    def chosen_size(self, request: Request) -> int:
        given = request.query_params.get("page_size", str(self.size))
        if not (given.isascii() and given.isdigit() and len(given) < 4 and 1 <= int(given) <= self.most):
            raise ParseError(_("The page size is out of range."))
        return int(given)

    def after(self, values: list[Any]) -> Q:
        """Rows that come later in the order than the one with these values."""
        way = "lt" if self.order.descending else "gt"
        later, same = Q(), Q()
        for field, value in zip(self.order.fields, values, strict=True):
            later |= same & Q(**{f"{field}__{way}": value})
            same &= Q(**{field: value})
        return Q(**{f"{self.order.fields[0]}__{way}e": values[0]}) & later

    def values_of(self, cursor: str, model: type[Model]) -> list[Any]:
        """The values of the row at which the cursor stands. Raises ParseError for one that this list did not give."""
        try:
            name, *given = json.loads(base64.urlsafe_b64decode(cursor.encode("ascii")))
            if name != self.name or len(given) != len(self.order.fields):
                raise ParseError(_("This cursor belongs to another list."))
            values = [
                cast("Field[Any, Any]", model._meta.get_field(field)).to_python(value)
                for field, value in zip(self.order.fields, given, strict=True)
            ]
        except (ValueError, TypeError, binascii.Error, ValidationError, RecursionError) as error:
            raise ParseError(_("This cursor belongs to another list.")) from error
        if any(value is None or (isinstance(value, int) and abs(value) > LARGEST_ID) for value in values):
            raise ParseError(_("This cursor belongs to another list."))
        return values

    def next_link(self) -> str | None:
        """The address of the next page, or None on the last one."""
        if not self.has_more:
            return None
        values = [str(getattr(self.page[-1], field)) for field in self.order.fields]
        cursor = base64.urlsafe_b64encode(json.dumps([self.name, *values]).encode()).decode()
        return replace_query_param(self.request.build_absolute_uri(), "cursor", cursor)

    def get_paginated_response(self, data: Any) -> Response:
        return Response({"next": self.next_link(), "results": data})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        following = {"type": ["string", "null"], "format": "uri", "description": "The address of the next page."}
        return {
            "type": "object",
            "required": ["next", "results"],
            "properties": {"next": following, "results": schema},
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        orders = list(getattr(view, "orders", self.orders))
        shapes: dict[str, dict[str, Any]] = {
            "cursor": {"type": "string"},
            "page_size": {"type": "integer", "minimum": 1, "maximum": self.most, "default": self.size},
            "order": {"type": "string", "enum": orders, "default": orders[0]},
        }
        return [{"name": name, "in": "query", "required": False, "schema": shape} for name, shape in shapes.items()]
