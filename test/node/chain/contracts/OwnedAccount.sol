// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @title A contract account of a customer, as wallets of other makers are
/// @notice Signs by the key of its owner (EIP-1271), and may get another owner.
contract OwnedAccount is IERC1271, Ownable {
    constructor(address owner_) Ownable(owner_) {}

    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        (address signer, ECDSA.RecoverError failed, ) = ECDSA.tryRecoverCalldata(hash, signature);
        bool valid = failed == ECDSA.RecoverError.NoError && signer == owner();
        return valid ? IERC1271.isValidSignature.selector : bytes4(0xffffffff);
    }
}
