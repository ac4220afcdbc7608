"""What can be told of a tracking number without asking its carrier (PRM-18)."""

from __future__ import annotations

import pytest

from common.kernel.carriers import CARRIERS, ShipmentDoubt, find_carrier, find_shipment_doubts

FINE: tuple[ShipmentDoubt, ...] = ()
UNKNOWN = (ShipmentDoubt.CARRIER_UNKNOWN,)
NOT_OF_CARRIER = (ShipmentDoubt.NUMBER_NOT_OF_CARRIER,)
CHECK_DIGIT = (ShipmentDoubt.CHECK_DIGIT_WRONG,)


@pytest.mark.parametrize(
    ("carrier", "number", "doubts"),
    [
        ("UPS", "1Z999AA10123456784", FINE),
        ("ups", "1Z 999 AA1 01 2345 6784", FINE),
        ("UPS", "1Z999AA10123456785", CHECK_DIGIT),
        ("UPS", "RR123456785GB", NOT_OF_CARRIER),
        ("Royal Mail", "RR473124829GB", FINE),
        ("royal-mail", "RR473124828GB", CHECK_DIGIT),
        ("Parcelforce Worldwide", "RR473124829GB", FINE),
        ("FedEx", "449044304137821", FINE),
        ("FedEx", "4490443041378", NOT_OF_CARRIER),
        ("DHL Express", "1234567890", FINE),
        ("DHL", "x", NOT_OF_CARRIER),
        ("DHL eCommerce", "GM605112345000000001", FINE),
        ("DHL Parcel", "3SABCD1234567", FINE),
        ("UPS", "H9205817377", FINE),
        ("UPS", "92748999985345553111111111", FINE),
        ("FedEx", "DT123456789012", FINE),
        ("USPS", "420 94105 9400 1000 0000 0000 0000 00", FINE),
        ("USPS", "420 94105 1234 9400 1000 0000 0000 0000 00", FINE),
        ("USPS", "82 000 000 00", FINE),
        ("Evri", "C00HHA0012345678", FINE),
        ("GLS", "M112345678", FINE),
        ("TNT", "GD123456785WW", FINE),
        ("Parcelforce", "PBTM8041434001", FINE),
        ("Royal Mail", "0B0480284000010258501", FINE),
        ("EMS", "1012345678901", FINE),
        ("China Post", "LP00123456789012", FINE),
        ("FedEx", "DT12345", NOT_OF_CARRIER),
        ("USPS", "420941059", NOT_OF_CARRIER),
        ("Österreichische Post", "whatever it is", FINE),
        ("nobody", "1Z999AA10123456784", UNKNOWN),
        ("other", "12345", UNKNOWN),
    ],
)
def test_prm_18_a_number_is_checked_where_the_carriers_form_is_known(carrier, number, doubts) -> None:
    assert find_shipment_doubts(carrier, number) == doubts


def test_prm_18_carriers_are_found_by_every_name_they_have() -> None:
    for carrier in CARRIERS:
        assert {find_carrier(name) for name in (carrier.name, carrier.name.upper(), *carrier.aliases)} == {carrier}
    assert find_carrier("") is None
