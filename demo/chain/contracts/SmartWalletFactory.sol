// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Create2} from "@openzeppelin/contracts/utils/Create2.sol";
import {SmartWallet} from "./SmartWallet.sol";

/// @title Makes smart wallets at addresses that are known before
/// @notice Anyone may deploy any wallet: the address stands for exactly one owner, and only that owner's signatures move it.
contract SmartWalletFactory {
    event Deployed(address indexed wallet, address indexed owner, bytes32 salt);

    /// @notice Deploys a wallet; does nothing when it is there already.
    /// @param owner whose signatures will count
    /// @param salt tells several wallets of one owner apart
    function deploy(address owner, bytes32 salt) external returns (address wallet) {
        wallet = addressOf(owner, salt);
        if (wallet.code.length > 0) return wallet;
        Create2.deploy(0, salt, _creationCode(owner));
        emit Deployed(wallet, owner, salt);
    }

    /// @notice Where the wallet is or will be. It can receive tokens before it is deployed.
    function addressOf(address owner, bytes32 salt) public view returns (address) {
        return Create2.computeAddress(salt, keccak256(_creationCode(owner)));
    }

    function _creationCode(address owner) private pure returns (bytes memory) {
        return abi.encodePacked(type(SmartWallet).creationCode, abi.encode(owner));
    }
}
